/** Ticks all rows of a page at once, tells how many are ticked, and a range with Shift. */
export function followTicks() {
  const all = document.querySelector('[data-tick-all]')
  if (!all) return
  const boxes = [...document.querySelectorAll(`input[name="${all.dataset.tickAll}"][form="bulk"]`)]
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked
    tell(all, boxes)
  })
  tickRanges(boxes)
  document.addEventListener('change', (event) => {
    if (boxes.includes(event.target)) tell(all, boxes)
  })
  // Going back restores what was ticked, after the scripts have run.
  addEventListener('pageshow', () => tell(all, boxes))
}

function tell(all, boxes) {
  const ticked = boxes.filter((box) => box.checked).length
  all.checked = ticked > 0 && ticked === boxes.length
  all.indeterminate = ticked > 0 && ticked < boxes.length
  const count = document.querySelector('[data-ticked-count]')
  if (count) count.textContent = ticked === 0 ? '' : `${ticked} ticked`
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
