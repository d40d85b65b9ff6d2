const key = 'shortcuts'

/** Single keys can be switched off, for those whose voice or hands press them unmeant (WCAG 2.1.4). */
export function areShortcutsOn() {
  return localStorage.getItem(key) !== 'off'
}

export function bindShortcutsSwitch() {
  const box = document.querySelector('[data-shortcuts-on]')
  if (!box) return
  box.checked = areShortcutsOn()
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(key)
    else localStorage.setItem(key, 'off')
  })
}
