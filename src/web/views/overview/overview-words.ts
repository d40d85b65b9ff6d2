import type { DatabaseTally } from '../../../core/fleet/fleet-server.ts'
import type { ServerState } from '../../../core/verdicts/verdict.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'

export const databaseBadges = {
  safe: { tone: 'ok', icon: 'check', text: 'Safe' },
  late: { tone: 'warn', icon: 'clock', text: 'Late' },
  failing: { tone: 'bad', icon: 'cross', text: 'Failing' },
  unknown: { tone: 'quiet', icon: 'question', text: 'Unknown' },
} satisfies Record<keyof DatabaseTally, Badge>

/** In the order in which they are counted. */
export const databaseStates = Object.keys(databaseBadges) as (keyof DatabaseTally)[]

export const serverStates = Object.keys(serverBadges) as ServerState[]
