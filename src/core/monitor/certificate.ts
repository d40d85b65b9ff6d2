import { day, span } from '../wording.ts'
import type { NewEvent, Severity } from './event.ts'

const dayMs = 24 * 60 * 60 * 1000

export interface KnownCertificate {
  /** Null: there is none, or it was not seen yet. */
  endsAt: Date | null
  at: Date
}

/** Tells once when a certificate's end comes near, once more when it is very near, and of a new one or none. */
export function certificateEvent(
  before: KnownCertificate | null,
  { endsAt, at }: KnownCertificate,
): NewEvent | null {
  const level = levelOf(endsAt, at)
  const former = before ? levelOf(before.endsAt, before.at) : null
  if (level === former) return null
  const about = { kind: 'certificate', subject: 'certificate', at } as const
  if (endsAt === null) {
    const title = 'There is no certificate any more'
    return { ...about, severity: 'resolved', title, evidence: [] }
  }
  const evidence = [`It ends on ${day(endsAt)}`]
  if (level === null) {
    return { ...about, severity: 'resolved', title: 'The certificate was renewed', evidence }
  }
  return { ...about, severity: level, title: titleOf(endsAt, at), evidence }
}

function levelOf(endsAt: Date | null, at: Date): Severity | null {
  if (endsAt === null) return null
  const leftMs = endsAt.getTime() - at.getTime()
  if (leftMs < 3 * dayMs) return 'critical'
  return leftMs < 14 * dayMs ? 'warning' : null
}

function titleOf(endsAt: Date, at: Date): string {
  const leftMs = endsAt.getTime() - at.getTime()
  if (leftMs <= 0) return 'The certificate has ended'
  return `The certificate ends in ${span(leftMs)}`
}
