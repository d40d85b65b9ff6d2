import type { Environment } from './environment.ts'

/** Where one dump goes: named by its start, in the container's own zone. */
export interface SlotNames {
  readonly last: string
  readonly daily: string
  readonly weekly: string
  readonly monthly: string
}

export function slotNames(database: string, startedAt: Date, env: Environment): SlotNames {
  const { year, month, day, time } = localParts(startedAt, env['TZ'] || 'UTC')
  const suffix = env['BACKUP_SUFFIX'] ?? '.sql.gz'
  const name = (stamp: string) => `${database}-${stamp}${suffix}`
  return {
    last: name(`${year}${month}${day}-${time}`),
    daily: name(`${year}${month}${day}`),
    weekly: name(isoWeek(Number(year), Number(month), Number(day))),
    monthly: name(`${year}${month}`),
  }
}

function localParts(date: Date, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    time: part('hour') + part('minute') + part('second'),
  }
}

/** `date +%G%V`: the year and week of the Thursday of the same week. */
function isoWeek(year: number, month: number, day: number): string {
  const thursday = new Date(Date.UTC(year, month - 1, day))
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7))
  const daysIntoYear = (thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000
  const week = Math.floor(daysIntoYear / 7) + 1
  return `${thursday.getUTCFullYear()}${String(week).padStart(2, '0')}`
}
