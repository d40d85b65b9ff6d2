import type { ServerEvent } from '../monitor/event.ts'
import type { AlertedServer } from './incident.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import { type IncidentFile, noteEvent } from './noting.ts'
import type { RuleInput } from './rule.ts'
import { takeTurns } from './turns.ts'

/** How far back a rule is tried out. */
export const rehearsalDays = 7

interface Past {
  /** In the order in which they came. */
  events: ServerEvent[]
  servers: ReadonlyMap<string, AlertedServer>
  windows: MaintenanceWindow[]
  newId: () => string
  now: Date
}

/** How many messages there would have been, of each purpose. */
export interface Rehearsal {
  problem: number
  reminder: number
  recovery: number
}

/** One channel stands for all: each would have got the same. */
const anyChannel = 'rehearsed'

/** What a rule alone would have sent of what happened, had it been there then as it is now. */
export function rehearse(input: RuleInput, { events, now, ...past }: Past): Rehearsal {
  const rule = { ...input, id: 'rehearsed', isEnabled: true, channelIds: [anyChannel] }
  const sent: Rehearsal = { problem: 0, reminder: 0, recovery: 0 }
  const files = new Map<string, IncidentFile>()
  const open = new Map<string, string>()

  /** What is over, and told, is not looked at again. */
  const keep = (file: IncidentFile) => {
    const isOver = file.incident.closedAt !== null && file.notices.every(({ wants }) => !wants)
    if (isOver) files.delete(file.incident.id)
    else files.set(file.incident.id, file)
  }

  const note = (event: ServerEvent) => {
    const subject = JSON.stringify([event.serverId, event.subject])
    const before = files.get(open.get(subject) ?? '') ?? null
    const context = { ...past, rules: [rule], now: event.at }
    const file = noteEvent(event, before, context)
    if (file === null) return
    keep(file)
    if (file.incident.closedAt === null) open.set(subject, file.incident.id)
    else open.delete(subject)
  }

  const tellUntil = (until: Date) => {
    for (let due = nextDue(files); due !== null && due <= until; due = nextDue(files)) {
      const all = pendingOf(files, past.servers, rule)
      const { turns, changed } = takeTurns(all, { ...past, now: due })
      for (const { purpose } of turns) sent[purpose] += 1
      for (const notice of changed) {
        const file = files.get(notice.incidentId)
        if (file) keep({ ...file, notices: [notice] })
      }
    }
  }

  for (const event of events) {
    tellUntil(event.at)
    note(event)
  }
  tellUntil(now)
  return sent
}

function nextDue(files: ReadonlyMap<string, IncidentFile>): Date | null {
  const times = [...files.values()].flatMap(({ notices }) =>
    notices.flatMap(({ dueAt }) => dueAt ?? []),
  )
  return times.length === 0 ? null : new Date(Math.min(...times.map(Number)))
}

function pendingOf(
  files: ReadonlyMap<string, IncidentFile>,
  servers: ReadonlyMap<string, AlertedServer>,
  rule: RuleInput & { id: string },
) {
  return [...files.values()].flatMap(({ incident, notices }) => {
    const server = servers.get(incident.serverId)
    const shared = { incident, rule, isChannelEnabled: true, isHeard: true }
    return server ? notices.map((notice) => ({ ...shared, notice, server })) : []
  })
}
