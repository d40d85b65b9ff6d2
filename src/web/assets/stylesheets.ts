/** In the order of their cascade layers. */
const names = [
  'tokens',
  'base',
  'layout',
  'app-bar',
  'sidebar',
  'buttons',
  'controls',
  'badges',
  'surfaces',
  'answers',
  'confirmation',
  'gate',
  'skeleton',
  'copy',
  'timeline',
  'server',
  'pages',
  'restores',
  'log',
  'charts',
  'run-days',
  'sizes',
  'lanes',
  'space',
  'history',
  'fleet',
  'overview',
  'calendar',
  'board',
  'board-problems',
  'settings',
  'forms',
  'alerts',
  'tables',
  'cards',
  'steps',
  'bulk',
  'density',
  'icons',
  'palette',
  'live',
]

/** Each stylesheet by itself, as it is edited. */
export const stylesheets = names.map((name) => `styles/${name}.css`)

/** All of them in one, so that the first paint waits for a single file. Made by `joinedStyles`. */
export const joinedStylesheet = 'styles/all.css'

const iconUrl = /url\("\.\.\/(icons\/[\w-]+\.svg)"\)/g

/** With the icons inside: small as they are, each by itself would cost more to ask for than to send. */
export function joinedStyles(files: ReadonlyMap<string, Buffer>): Buffer {
  const read = (name: string) => files.get(name)?.toString() ?? missing(name)
  const dataUrl = (icon: string) => `url("data:image/svg+xml,${encodeURIComponent(read(icon))}")`
  const sheets = stylesheets.map((name) =>
    read(name).replace(iconUrl, (_url, icon) => dataUrl(icon)),
  )
  return Buffer.from(sheets.join(''))
}

function missing(name: string): never {
  throw new Error(`The public folder has no ${name}`)
}
