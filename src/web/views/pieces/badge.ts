import type { RestoreVerdict, RunVerdict, ServerState } from '../../../core/verdicts/verdict.ts'

/** `ok` only ever means verified; `quiet` is for what is not known or not watched. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'quiet'

export type Icon =
  | 'check'
  | 'cross'
  | 'alert'
  | 'clock'
  | 'dots'
  | 'half'
  | 'info'
  | 'key'
  | 'lost'
  | 'pause'
  | 'play'
  | 'question'
  | 'send'
  | 'skip'
  | 'unplugged'

/** Never told by colour alone: the icon has a shape of its own, and the text says it. */
export interface Badge {
  tone: Tone
  icon: Icon
  text: string
}

const running: Badge = { tone: 'info', icon: 'play', text: 'Running' }
const queued: Badge = { tone: 'info', icon: 'dots', text: 'Queued' }
const lost: Badge = { tone: 'quiet', icon: 'lost', text: 'Lost' }
const failed: Badge = { tone: 'bad', icon: 'cross', text: 'Failed' }
const unproven: Badge = { tone: 'quiet', icon: 'question', text: 'Unproven' }

export const runBadges = {
  verified: { tone: 'ok', icon: 'check', text: 'Verified' },
  partial: { tone: 'warn', icon: 'half', text: 'Partial' },
  'delivery-failed': { tone: 'warn', icon: 'send', text: 'Delivery failed' },
  skipped: { tone: 'quiet', icon: 'skip', text: 'Skipped' },
  unproven,
  failed,
  lost,
  running,
  queued,
} satisfies Record<RunVerdict, Badge>

export const restoreBadges = {
  clean: { tone: 'ok', icon: 'check', text: 'Clean' },
  'with-errors': { tone: 'bad', icon: 'alert', text: 'With errors' },
  unproven,
  failed,
  lost,
  running,
  queued,
} satisfies Record<RestoreVerdict, Badge>

export const serverBadges = {
  ok: { tone: 'ok', icon: 'check', text: 'OK' },
  late: { tone: 'warn', icon: 'clock', text: 'Late' },
  failing: { tone: 'bad', icon: 'cross', text: 'Failing' },
  unreachable: { tone: 'bad', icon: 'unplugged', text: 'Unreachable' },
  refused: { tone: 'bad', icon: 'key', text: 'Token refused' },
  unknown: { tone: 'quiet', icon: 'question', text: 'Unknown' },
  paused: { tone: 'quiet', icon: 'pause', text: 'Paused' },
} satisfies Record<ServerState, Badge>
