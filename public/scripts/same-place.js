/**
 * Before `part` is swapped for `fresh`: what is open there stays open, and the answer is to be called
 * after the swap, for whoever stood on something of the old part to stand on the same of the new.
 */
export function keepPlace(part, fresh) {
  for (const summary of part.querySelectorAll('summary')) {
    const same = twinOf(summary, part, fresh)
    if (same) same.parentElement.open = summary.parentElement.open
  }
  const { activeElement } = document
  const stop = part.contains(activeElement) ? twinOf(activeElement, part, fresh) : undefined
  return () => stop?.focus({ preventScroll: true })
}

/** Of those that are called the same: the same in turn. Others may have come before it. */
function twinOf(element, part, fresh) {
  const name = nameOf(element)
  const alike = (root) =>
    [...root.querySelectorAll(element.localName)].filter((each) => nameOf(each) === name)
  return alike(fresh)[alike(part).indexOf(element)]
}

/** Several links may lead to one page; those of a kind look alike. */
function nameOf(element) {
  const told = (attribute) => element.getAttribute(attribute)
  if (told('href')) return `${told('class')} ${told('href')}`
  return told('id') ?? told('aria-label') ?? told('name') ?? element.textContent
}
