import type { BackupServer } from '../server.ts'
import { spanEnd } from './clock-span.ts'
import { covers, type Scope } from './scope.ts'
import { weekdayOf } from './zone-clock.ts'

export interface OnceTime {
  startsAt: Date
  endsAt: Date
}

/** On these days of the week, from one minute of the day to another by the clock of a zone. */
export interface WeeklyTime {
  /** 0 is Sunday. */
  weekdays: number[]
  from: number
  until: number
  zone: string
}

/** What is fixed when a window is made or changed. */
export interface WindowInput extends Scope {
  reason: string
  time: OnceTime | WeeklyTime
}

/** A time in which nobody is told of some servers. What happens is noted all the same. */
export interface MaintenanceWindow extends WindowInput {
  id: string
  createdBy: string
}

export function isOnce(time: WindowInput['time']): time is OnceTime {
  return 'startsAt' in time
}

/** When the window that is open now closes. Null: it is not open. */
export function openUntil({ time }: Pick<WindowInput, 'time'>, now: Date): Date | null {
  if (!isOnce(time)) return spanEnd(time, now, (day) => time.weekdays.includes(weekdayOf(day)))
  return time.startsAt <= now && now < time.endsAt ? time.endsAt : null
}

/** Over for good. */
export function isPast({ time }: Pick<WindowInput, 'time'>, now: Date): boolean {
  return isOnce(time) && time.endsAt <= now
}

/** When the last of the windows closes that a server is in now. Null: it is in none. */
export function maintainedUntil(
  windows: MaintenanceWindow[],
  server: Pick<BackupServer, 'id' | 'tags'>,
  now: Date,
): Date | null {
  const ends = windows
    .filter((window) => covers(window, server))
    .flatMap((window) => openUntil(window, now) ?? [])
  return ends.length === 0 ? null : new Date(Math.max(...ends.map(Number)))
}
