import type { Slot } from '../dumps/backup.ts'
import type { SeenDump } from './dump-changes.ts'
import type { KeptDump } from './kept-dump.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** How old files get in each slot. Null: none is ever deleted. Absent: nothing there shows it. */
export type SlotLimits = ReadonlyMap<Slot, number | null>

export function slotLimits(listed: SeenDump[], expiries: ReadonlyMap<string, Date>): SlotLimits {
  const limits = new Map<Slot, number | null>()
  for (const { id, slot, modifiedAt } of listed.flatMap(({ dump }) => dump.files)) {
    const expiresAt = expiries.get(id)
    if (expiresAt) limits.set(slot, expiresAt.getTime() - modifiedAt.getTime())
    else if (!limits.has(slot)) limits.set(slot, null)
  }
  return limits
}

/** Some slot should hold it still: it is not old enough, and no newer dump has taken its name there. */
export function wentEarly(
  gone: KeptDump,
  around: { listed: SeenDump[]; limits: SlotLimits; offsetMinutes: number; now: Date },
): boolean {
  const { listed, limits, offsetMinutes, now } = around
  const ageMs = now.getTime() - gone.finishedAt.getTime()
  return gone.slots.some((slot) => {
    const limit = limits.get(slot)
    if (limit === undefined || (limit !== null && ageMs >= limit)) return false
    return !listed.some(({ kept }) => hasTakenName(kept, gone, slot, offsetMinutes))
  })
}

function hasTakenName(newer: KeptDump, gone: KeptDump, slot: Slot, offset: number): boolean {
  if (newer.database !== gone.database || newer.finishedAt <= gone.finishedAt) return false
  return (
    newer.slots.includes(slot) && periodOf(newer, slot, offset) === periodOf(gone, slot, offset)
  )
}

/** What a name says in a slot: the second, the day, the week from Monday on, the month. */
function periodOf({ startedAt, finishedAt }: KeptDump, slot: Slot, offset: number): string {
  const wall = new Date((startedAt ?? finishedAt).getTime() + offset * minuteMs)
  const day = Math.floor(wall.getTime() / dayMs)
  switch (slot) {
    case 'last':
      return wall.toISOString()
    case 'daily':
      return String(day)
    case 'weekly':
      return String(Math.floor((day + 3) / 7)) // 1 January 1970 was a Thursday
    case 'monthly':
      return wall.toISOString().slice(0, 7)
  }
}

/** All of them fall due before the next run has ended: it leaves nothing but its own dump. */
export function isClearedByNext(
  good: SeenDump[],
  expiries: ReadonlyMap<string, Date>,
  nextAt: Date,
): boolean {
  const files = good.flatMap(({ dump }) => dump.files)
  return files.length > 0 && files.every(({ id }) => (expiries.get(id) ?? farAway) <= nextAt)
}

const farAway = new Date(8.64e15)
