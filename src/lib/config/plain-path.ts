/** Where a panel at that address begins; empty at the root of its host. */
export function pathOf(url: URL | undefined): string {
  return plainPath(url?.pathname ?? '') ?? ''
}

/**
 * Starts with a slash and ends without one. Null for what Express would take for a pattern, or a browser
 * for another path.
 */
export function plainPath(text: string): string | null {
  const path = `/${text}`.replace(/\/+/g, '/').replace(/\/$/, '')
  return /^[\w\-./~]*$/.test(path) && !path.split('/').some(isDots) ? path : null
}

const isDots = (part: string) => part === '.' || part === '..'
