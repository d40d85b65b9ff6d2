import type { Outgoing } from '../../../core/alerts/outgoing.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { purposeWordings } from './words.ts'

export interface MessageRow {
  title: string
  purpose: string
  channel: string
  at: TimeView
  badge: Badge
  detail: string | null
  /** Sends again what was given up. */
  resendAction: string | null
}

/** A message together with the name of its channel. */
export interface ShownMessage {
  message: Outgoing
  channel: string
}

export function messageRow(
  { message: outgoing, channel }: ShownMessage,
  { format, paths, now }: Viewer,
): MessageRow {
  const { id, message, purpose, createdAt, attempts, lastError, givenUpAt } = outgoing
  const tries = attempts > 1 ? `${attempts} attempts` : null
  const parts = [lastError, tries].filter((part) => part !== null)
  return {
    title: message.title,
    purpose: purposeWordings[purpose],
    channel,
    at: format.ago(createdAt, now),
    badge: messageBadge(outgoing),
    detail: parts.length === 0 ? null : parts.join(' · '),
    resendAction: givenUpAt === null ? null : paths.alertMessageAttempts(id),
  }
}

function messageBadge({ sentAt, givenUpAt, lastError }: Outgoing): Badge {
  if (sentAt !== null) return { tone: 'ok', icon: 'check', text: 'Sent' }
  if (givenUpAt !== null) return { tone: 'bad', icon: 'cross', text: 'Given up' }
  return lastError === null
    ? { tone: 'info', icon: 'dots', text: 'Waiting' }
    : { tone: 'warn', icon: 'clock', text: 'Retrying' }
}
