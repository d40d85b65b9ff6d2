import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs, { type TemplateFunction } from 'ejs'

/** Renders templates by their name below the views folder: `servers/index`, `partials/badge`. */
export interface Templates {
  render(name: string, view: object): string
}

/**
 * Each template sees one local, `view`, and includes others by the same names. They are compiled
 * once when `isCached`, and otherwise anew for each page, so that an edit shows on reload.
 */
export function templates(folder: string, isCached: boolean): Templates {
  const compiled = new Map<string, TemplateFunction>()

  function render(name: string, view: object): string {
    const template = compiled.get(name) ?? compile(folder, name)
    if (isCached) compiled.set(name, template)
    return template({ view, include: render })
  }

  return { render }
}

/**
 * Our `include` takes the place of EJS's own, which searches the disk at every call and lets each
 * partial see all that its parent was given.
 */
function compile(folder: string, name: string): TemplateFunction {
  const filename = join(folder, `${name}.ejs`)
  return ejs.compile(readFileSync(filename, 'utf8'), {
    filename,
    strict: true,
    destructuredLocals: ['view', 'include'],
  })
}
