import type { Page } from 'playwright-core'

const told = `(each) => each.outerHTML.slice(0, 120)`

/** What hangs out of the page or its main part at the side, the innermost of it. */
export function hangingOut(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const isTooWide = ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1 // of a pixel, fractions
    const [html, main] = ['html', 'main'].map((name) => document.querySelector(name))
    if (!isTooWide(html) && !isTooWide(main)) return []
    const edge = (isTooWide(html) ? html : main).getBoundingClientRect().left + (isTooWide(html) ? html : main).clientWidth
    const out = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > edge + 1)
    return ['page or main', ...out.filter((each) => !out.some((other) => other !== each && each.contains(other))).map(${told})]
  })()`)
}

/** What Tab should come to: in an open dialog, what is in it. */
const reachable = `[...(document.querySelector('dialog:modal') ?? document).querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter((each) => each.tabIndex === 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => each.type !== 'radio' || each.checked)`

/** A date or a time is several stops: each of its parts, and the button for its picker. */
const parts = `[...document.querySelectorAll('input')]
  .filter((each) => /^(date|time)/.test(each.type)).length * 7`

/** Two frames later, when nothing is on its way any more. */
const atRest = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`

/**
 * Where the focus is by now, and whether a person sees it: it has an outline, and in its middle or near a
 * corner nothing lies over it.
 */
const lookAtStop = `${atRest}.then(() => {
  const stop = document.activeElement
  if (stop === document.body) return
  const { left, right, top, bottom } = stop.getBoundingClientRect()
  const points = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3],
  ]
  const isSeen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y)
    return there && (stop.contains(there) || there.contains(stop) || there.closest('label')?.control === stop)
  })
  const { outlineStyle, outlineWidth } = getComputedStyle(stop)
  const isMarked = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
  globalThis.stops.push({ stop, isSeen, isMarked })
})`

/** Walks through the whole page with Tab, and tells what is wrong with any stop. */
export async function focusFaults(page: Page): Promise<string[]> {
  const count: number = await page.evaluate(`${reachable}.length + ${parts}`)
  await page.evaluate(`globalThis.stops = []; document.activeElement?.blur?.()`)
  for (let stop = 0; stop < count + 8; stop += 1) {
    await page.keyboard.press('Tab')
    await page.evaluate(lookAtStop)
  }
  return page.evaluate(`(() => {
    const told = ${told}
    const wanted = ${reachable}
    const stops = globalThis.stops
    const order = [...new Set(stops.map(({ stop }) => stop))].filter((each) => wanted.includes(each))
    const first = order.indexOf(wanted[0])
    const inOrder = [...order.slice(first), ...order.slice(0, first)]
    const backwards = inOrder.filter((each, index) => index > 0 &&
      inOrder[index - 1].compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING)
    return [
      ...wanted.filter((each) => !order.includes(each)).map((each) => 'not reached: ' + told(each)),
      ...stops.filter(({ isMarked }) => !isMarked).map(({ stop }) => 'not marked: ' + told(stop)),
      ...stops.filter(({ isSeen }) => !isSeen).map(({ stop }) => 'not in sight: ' + told(stop)),
      ...backwards.map((each) => 'out of order: ' + told(each)),
    ]
  })()`)
}

/** What has the colour of its ground when the system forces its own: icons, outlines of badges, pictures. */
export function unseenInForcedColours(page: Page): Promise<string[]> {
  return page.evaluate(`${atRest}.then(() => {
    const told = ${told}
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.setProperty('background-color', 'Canvas')
    const canvas = getComputedStyle(probe).backgroundColor
    probe.remove()
    const isUnseen = (colour) => colour === canvas || colour === 'none' || /^rgba.* 0\\)$/.test(colour)
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility())
    const icons = shown('[data-icon]').filter((each) => isUnseen(getComputedStyle(each, '::before').backgroundColor))
    const badges = shown('.badge, .chip, .slot').filter((each) => isUnseen(getComputedStyle(each).borderTopColor))
    const pictures = shown('svg').filter((svg) => {
      const shapes = [...svg.querySelectorAll('rect, path, line, polyline, polygon, circle')].map(getComputedStyle)
      return shapes.length > 0 && shapes.every(({ fill, stroke }) => isUnseen(fill) && isUnseen(stroke))
    })
    return [...icons, ...badges, ...pictures].map(told)
  })`)
}
