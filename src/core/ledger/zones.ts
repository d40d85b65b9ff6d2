/** One zone for each set of rules for summer time that is in use, and offset that it is used with. */
const changingZones = [
  'America/Adak',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Havana',
  'America/Halifax',
  'America/St_Johns',
  'America/Nuuk',
  'America/Miquelon',
  'America/Santiago',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Chisinau',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Australia/Adelaide',
  'Australia/Sydney',
  'Pacific/Norfolk',
  'Pacific/Auckland',
  'Pacific/Chatham',
]

/** Somewhere a clock shows the one offset at the one time and the other at the other. */
export function canChange(from: OffsetAt, to: OffsetAt): boolean {
  return changingZones.some(
    (zone) => offsetIn(zone, from.at) === from.minutes && offsetIn(zone, to.at) === to.minutes,
  )
}

export interface OffsetAt {
  at: Date
  /** East of UTC. */
  minutes: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetIn(zone: string, at: Date): number {
  const known = formats.get(zone)
  const format =
    known ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  if (!known) formats.set(zone, format)
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(name) ?? []
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -total : total
}
