import type { NewEvent } from '../../core/monitor/event.ts'
import { storable } from '../text.ts'
import type { Transaction } from './transaction.ts'

/** In their order: alerts take note of them in the order of their ids. */
export async function writeEvents(
  transaction: Transaction,
  serverId: string,
  events: NewEvent[],
): Promise<void> {
  for (const event of events) await transaction.query(insert, valuesOf(serverId, event))
}

function valuesOf(serverId: string, event: NewEvent): unknown[] {
  const { at, kind, severity, subject, title, evidence, from = null, to = null } = event
  const facts = evidence.map((fact) => storable(fact))
  return [serverId, at, kind, severity, storable(subject), storable(title), facts, from, to]
}

const insert = `
  insert into events (server_id, at, kind, severity, subject, title, evidence, from_state, to_state)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
