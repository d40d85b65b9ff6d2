/** Ticks all rows of a page at once, tells how many are ticked, and a range with Shift. */
export function followTicks() {
  const all = document.querySelector('[data-tick-all]')
  if (!all) return
  const matching = document.querySelector('[data-tick-matching]')
  const boxes = [...document.querySelectorAll(`input[name="${all.dataset.tickAll}"][form="bulk"]`)]
  const retell = () => tell(all, matching, boxes)
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked
    retell()
  })
  tickRanges(boxes)
  document.addEventListener('change', ({ target }) => {
    if (target === matching || boxes.includes(target)) retell()
  })
  // Going back restores what was ticked, after the scripts have run.
  addEventListener('pageshow', retell)
}

function tell(all, matching, boxes) {
  const ticked = boxes.filter((box) => box.checked).length
  all.checked = ticked > 0 && ticked === boxes.length
  all.indeterminate = ticked > 0 && ticked < boxes.length
  // Whoever takes one row out does not want what is on the other pages either.
  if (matching && !all.checked) matching.checked = false
  const chosen = matching?.checked ? Number(matching.dataset.tickMatching) : ticked
  const count = document.querySelector('[data-ticked-count]')
  if (count) count.textContent = chosen === 0 ? '' : `${chosen} ticked`
}

function tickRanges(boxes) {
  let before = null
  document.addEventListener('click', (event) => {
    const box = event.target
    if (!boxes.includes(box)) return
    if (event.shiftKey && before) {
      const [from, to] = [boxes.indexOf(before), boxes.indexOf(box)].sort((one, two) => one - two)
      for (const each of boxes.slice(from, to + 1)) each.checked = box.checked
    }
    before = box
  })
}
