const unitMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** Go counts a duration in nanoseconds of 64 bits; about 292 years. */
const longestMs = 2 ** 63 / 1e6

/** Reads a duration as Go writes it, `1h30m`, but never shorter than a second, as the scheduler does. */
export function durationMs(text: string): number | null {
  if (!/^[-+]?((\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(text))
    return text === '0' ? 1000 : null
  let total = 0
  for (const [, amount = '', unit = ''] of text.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (unitMs[unit] ?? 0)
  }
  if (total >= longestMs) return null
  return Math.max(1000, text.startsWith('-') ? 0 : Math.floor(total / 1000) * 1000)
}

/** `1 hour 30 minutes`. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ]
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ')
}
