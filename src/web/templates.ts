import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs, { type ClientFunction } from 'ejs'

/** Renders templates by their name below the views folder: `servers/index`, `partials/badge`. */
export interface Templates {
  render(name: string, view: object): string
}

/**
 * Each template sees one local, `view`, and includes others by the same names. Functions are compiled
 * once when `isCached`, and otherwise anew for each page, so that an edit shows on reload.
 */
export function templates(folder: string, isCached: boolean): Templates {
  const compiled = new Map<string, ClientFunction>()

  function render(name: string, view: object): string {
    const template = compiled.get(name) ?? compile(folder, name)
    if (isCached) compiled.set(name, template)
    return template(view, undefined, (path, data) => render(path, data ?? {}))
  }

  return { render }
}

function compile(folder: string, name: string): ClientFunction {
  const filename = join(folder, `${name}.ejs`)
  // Client functions take their own include: a map look-up here, a search on disk in plain EJS.
  return ejs.compile(readFileSync(filename, 'utf8'), {
    filename,
    client: true,
    strict: true,
    localsName: 'view',
  })
}
