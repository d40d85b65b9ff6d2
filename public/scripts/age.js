const { locale, zone } = document.documentElement.dataset
const clock = new Intl.DateTimeFormat(locale, {
  hour: 'numeric',
  minute: '2-digit',
  timeZone: zone || undefined,
})

/**
 * Marks what was to be drawn anew each so many milliseconds, and twice was not: a screen that nobody
 * touches must not go on telling what it was told long ago.
 */
export function tellAge(part, drawnAt, everyMs) {
  if (Date.now() - drawnAt < 2.5 * everyMs) delete part.dataset.stale
  else part.dataset.stale = `Not updated since ${clock.format(drawnAt)}`
}
