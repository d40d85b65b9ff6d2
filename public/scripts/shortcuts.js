/** `/` goes to the search of a page, as long as nothing is being typed. */
export function bindShortcuts() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`)
    if (!target) return
    event.preventDefault()
    target.focus()
  })
}

function isTyping(element) {
  return element instanceof Element && element.closest('input, select, textarea, [contenteditable]')
}
