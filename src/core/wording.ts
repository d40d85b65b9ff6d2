/** Small pieces of sentences that verdicts and warnings are made of. Pages format through web/format.ts. */

const sizeUnits = ['kB', 'MB', 'GB', 'TB', 'PB']

/** Decimal units, below 1 kB the exact number: `1.2 MB`. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`
  let value = count / 1000
  let unit = 0
  while (value >= 999.95 && unit < sizeUnits.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${Number(value.toFixed(1))} ${sizeUnits[unit]}`
}

/** Evidence is stored and read by people in many zones, so its times carry the one zone they share. */
export function clock(at: Date): string {
  return `${at.toISOString().slice(11, 19)} UTC`
}

export function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** The largest whole unit is enough to judge by: `3 hours`. */
export function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 120) return count(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? count(hours, 'hour') : count(Math.floor(hours / 24), 'day')
}

/** How long to wait, told so that nobody comes too early: `5 seconds`, `a minute`, `5 minutes`. */
export function waitTime(seconds: number): string {
  if (seconds < 60) return count(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'a minute' : count(minutes, 'minute')
}

export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

/** `a, b and c` */
export function series(names: string[]): string {
  const head = names.slice(0, -1).join(', ')
  const last = names.at(-1) ?? ''
  return head === '' ? last : `${head} and ${last}`
}
