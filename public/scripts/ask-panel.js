/**
 * Asks the panel for what belongs to this page. Once the session has ended, the answer is the way to
 * sign in: the caller finds it not `ok`, and nothing is followed, thrown or written to the console.
 */
export function askPanel(href, options) {
  return fetch(href, { ...options, redirect: 'manual' })
}
