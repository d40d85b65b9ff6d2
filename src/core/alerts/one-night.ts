import { groupBy } from '../group-by.ts'
import type { Notice } from './incident.ts'
import type { Pending } from './pending.ts'
import { areOfOneNight, problemsOf, standsFor } from './problems.ts'
import { isAtLeast } from './severity.ts'

/** What shows later than this after a night was told belongs to the next one, told at the same time of day. */
const nightMs = 20 * 60 * 60 * 1000

/** What each channel was told of each server, and is still so. */
export type Told = ReadonlyMap<string, Pending[]>

export function toldOf(all: Pending[]): Told {
  const told = all.filter(
    ({ notice, incident, isHeard }) =>
      isHeard && notice.toldAt !== null && incident.closedAt === null,
  )
  return groupBy(told, placeOf)
}

/** Into the thread in which its night was told, if it was; so that one all-clear ends them together. */
export function inThreadOfNight(pending: Pending, told: Told, now: Date): Pending {
  const { notice } = pending
  if (notice.wants !== 'problem' || notice.thread !== null) return pending
  const [sign] = signsOfNight(pending, told, now)
  return sign ? { ...pending, notice: { ...notice, thread: sign.notice.thread } } : pending
}

/** What was told in the place of a new problem, so that this needs no message of its own. */
export function standIn(pending: Pending, told: Told, now: Date): Notice | null {
  const { notice, incident } = pending
  if (notice.wants !== 'problem' || notice.toldAt !== null) return null
  const stand = signsOfNight(pending, told, now).find(
    (sign) =>
      sign.notice.toldSeverity !== null &&
      isAtLeast(sign.notice.toldSeverity, incident.severity) &&
      standsFor(sign.incident, incident),
  )
  return stand?.notice ?? null
}

/** What ended was one problem with something of the same thread that has not, and whose end will be told. */
export function goesOn(pending: Pending, told: Told): boolean {
  const { notice, incident } = pending
  const signs = (told.get(placeOf(pending)) ?? []).filter(
    (sign) => sign.notice.thread === notice.thread && areOfOneNight(sign.incident, incident),
  )
  return problemsOf(signs).some(({ lead }) => lead.incident.kind !== incident.kind)
}

/** Those first that stand for it. */
function signsOfNight(pending: Pending, told: Told, now: Date): Pending[] {
  const { incident } = pending
  const signs = (told.get(placeOf(pending)) ?? []).filter(
    (sign) => areOfOneNight(sign.incident, incident) && isOfNight(sign.notice, now),
  )
  const stands = (sign: Pending) => Number(standsFor(sign.incident, incident))
  return signs.toSorted((one, other) => stands(other) - stands(one))
}

/** What is to be told again is news of this night. */
function isOfNight({ wants, toldAt }: Notice, now: Date): boolean {
  return wants === 'problem' || (toldAt !== null && Number(now) - Number(toldAt) < nightMs)
}

function placeOf({ notice, incident }: Pending): string {
  return JSON.stringify([notice.channelId, incident.serverId])
}
