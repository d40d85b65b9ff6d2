/** Somebody is choosing in it, or has typed what is not sent yet: drawn anew it would be gone. */
export function isInUse(part) {
  return [...part.querySelectorAll('input, select')].some(isBeingFilled)
}

function isBeingFilled(control) {
  const isSelect = control.localName === 'select'
  if (control === document.activeElement && (isSelect || control.value !== '')) return true
  return isSelect ? isOtherChosen(control) : control.value !== control.defaultValue
}

/** Where none is marked, the first one stands chosen. */
function isOtherChosen({ options, selectedIndex }) {
  const marked = [...options].findIndex(({ defaultSelected }) => defaultSelected)
  return selectedIndex !== Math.max(marked, 0)
}
