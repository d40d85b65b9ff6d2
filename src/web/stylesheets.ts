/** In the order of their cascade layers. */
const names = [
  'tokens',
  'base',
  'layout',
  'app-bar',
  'controls',
  'components',
  'server',
  'pages',
  'charts',
  'run-days',
  'sizes',
  'lanes',
  'space',
  'history',
  'settings',
  'forms',
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

/** All of them in one, so that the first paint waits for a single file. Made by `assets`. */
export const joinedStylesheet = 'styles/all.css'
