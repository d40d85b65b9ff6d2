import { basename, dirname } from 'node:path/posix'

const importLine = /^import \{([^}]*)\} from '\.\/([\w-]+\.js)'$/gm
const exportedName = /^export (?:async )?(?:function|const) (\w+)/gm
const exportWord = /^export (?=(?:async )?(?:function|const) )/gm

/**
 * A module and all that it imports as one, so that a page waits for one file instead of thirty. Each keeps a
 * scope of its own. Only plain names are imported and exported among ours; anything else fails at start.
 */
export function joinedScript(files: ReadonlyMap<string, Buffer>, entry: string): Buffer {
  const folder = dirname(entry)
  const scopes = new Map<string, string>()
  const waiting: string[] = []

  function add(name: string): void {
    if (scopes.has(name)) return
    if (waiting.includes(name)) throw new Error(`${name} imports itself by way of others`)
    const source = files.get(`${folder}/${name}`)?.toString()
    if (source === undefined) throw new Error(`The public folder has no ${folder}/${name}`)
    waiting.push(name)
    for (const [, , imported = ''] of source.matchAll(importLine)) add(imported)
    waiting.pop()
    scopes.set(name, scopeOf(name, source))
  }

  add(basename(entry))
  return Buffer.from(`const modules = {}\n${[...scopes.values()].join('')}`)
}

/** The order of imports stands, so whatever a scope takes from another is there. */
function scopeOf(name: string, source: string): string {
  const exported = [...source.matchAll(exportedName)].map(([, word]) => word)
  const body = source.replace(importLine, fromScope).replace(exportWord, '')
  if (/^(?:import|export)\b/m.test(body)) throw new Error(`${name} cannot be joined to others`)
  return `modules['${name}'] = (() => {\n${body}\nreturn { ${exported.join(', ')} }\n})()\n`
}

function fromScope(_line: string, names: string, from: string): string {
  return `const {${names.replaceAll(' as ', ': ')}} = modules['${from}']`
}
