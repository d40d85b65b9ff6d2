/** What the panel drew, ready to be placed in this page. */
export function fragmentOf(html) {
  return document.createRange().createContextualFragment(html)
}
