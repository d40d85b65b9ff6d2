const nowhere = 'http://panel.invalid'

/**
 * Where to go after signing in. Only a path of this panel counts; an address of another site, in any
 * of the spellings that browsers understand, becomes the home page.
 */
export function safeNext(text: unknown, basePath: string): string {
  const home = `${basePath}/`
  if (typeof text !== 'string' || !text.startsWith('/') || !URL.canParse(text, nowhere)) return home
  const url = new URL(text, nowhere)
  const isHere = url.origin === nowhere && (url.pathname.startsWith(home) || basePath === '')
  // The parser's own spelling: `/\host` and `//host` have changed the origin by now.
  return isHere && !url.pathname.startsWith('//') ? url.pathname + url.search : home
}
