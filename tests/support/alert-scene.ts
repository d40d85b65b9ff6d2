import { randomUUID } from 'node:crypto'
import { channelRegistry } from '../../src/channels/registry.ts'
import { firstRule, type RuleInput } from '../../src/core/alerts/rule.ts'
import type { NewEvent } from '../../src/core/monitor/event.ts'
import type { ServerInput } from '../../src/core/server.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { alertServices } from '../../src/services/alerts/all.ts'
import { auditService } from '../../src/services/audit.ts'
import { alertStores } from '../../src/store/alerts/all.ts'
import { auditStore } from '../../src/store/audit.ts'
import { writeEvents } from '../../src/store/monitor/events.ts'
import { serverStore } from '../../src/store/servers.ts'
import { httpServer } from './scripted-server.ts'
import { aSealer, aServer, openFreshDatabase } from './stores.ts'

export const start = new Date('2026-11-21T12:00:00Z')
export const secretPath = '/hook-7f3b-secret'
export const ann = { userId: null, username: 'ann', address: null }

/** So many seconds, minutes or hours after the start: `later(90, 's')`. */
export function later(amount: number, unit: 's' | 'min' | 'h'): Date {
  return new Date(start.getTime() + amount * { s: 1, min: 60, h: 3600 }[unit] * 1000)
}

const patient = new AbortController().signal

export type AlertScene = Awaited<ReturnType<typeof alertScene>>

/** What a receiver answers, one after another; the last one from then on. */
export async function aReceiver(answers: number[] = [200]) {
  let served = 0
  const server = await httpServer((_, res) => {
    const status = answers[Math.min(served, answers.length - 1)] ?? 200
    served += 1
    res.writeHead(status).end()
  })
  return {
    url: `${server.url}${secretPath}`,
    requests: server.requests,
    /** What came, as it was meant. */
    messages: () => server.requests.map(({ body }) => JSON.parse(body)),
    titles: () => server.requests.map(({ body }) => JSON.parse(body).title as string),
  }
}

/** Alerts on a database of their own, with a webhook to a receiver and the rule that comes with it. */
export async function alertScene(answers?: number[]) {
  const database = await openFreshDatabase()
  const sealer = aSealer()
  const agents = remoteAgents()
  const stores = alertStores(database, sealer)
  const servers = serverStore(database, sealer)
  const problems: unknown[] = []
  const receiver = await aReceiver(answers)

  /** One process of the panel. */
  const instance = () =>
    alertServices({
      stores,
      registry: channelRegistry({ agents, limitMs: 5_000 }),
      audit: auditService(auditStore(database)),
      baseUrl: new URL('https://panel.example/admin/'),
      newId: randomUUID,
      instanceId: randomUUID(),
      report: (error) => void problems.push(error),
    })
  const alerts = instance()
  const channel = await alerts.channels.create(ann, aWebhook(receiver.url), 'UTC')
  const [rule] = await alerts.rules.list()
  if (!rule) throw new Error('There is no first rule')

  return {
    database,
    stores,
    alerts,
    instance,
    receiver,
    problems,
    channel,
    rule,
    aServer: (changes: Partial<ServerInput> = {}) => servers.create(aServer(changes), 'token'),
    happens: (serverId: string, ...events: NewEvent[]) =>
      writeEvents(database.pool, serverId, events),
    /** The rule as it is from now on. */
    ruleIs: (changes: Partial<RuleInput>) => stores.rules.update(rule.id, { ...rule, ...changes }),
    /** Everything that is due then, once. */
    async at(now: Date, by = alerts) {
      await by.work(now, patient)
      await by.deliver(now, patient)
    },
    async [Symbol.asyncDispose]() {
      await agents.close()
      await database[Symbol.asyncDispose]()
    },
  }
}

export function aWebhook(url: string, name = 'Hook') {
  return { name, kind: 'webhook', values: {}, secrets: { url }, isEnabled: true }
}

export function aRule(changes: Partial<RuleInput> = {}): RuleInput {
  return { ...firstRule, channelIds: [], zone: 'UTC', ...changes }
}

export function unreachable(at: Date): NewEvent {
  return {
    ...{ kind: 'state', severity: 'critical', subject: 'state', at },
    ...{ title: 'The server cannot be reached', evidence: [], from: 'ok', to: 'unreachable' },
  }
}

export function well(at: Date): NewEvent {
  return {
    ...{ kind: 'state', severity: 'resolved', subject: 'state', at },
    ...{ title: 'Every backup is as it should be', evidence: [], to: 'ok' },
  }
}

export function lateDatabase(at: Date, name = 'shop'): NewEvent {
  return {
    ...{ kind: 'database', severity: 'warning', subject: `database:${name}`, at },
    ...{ title: `No good dump of ${name} for 26 hours`, evidence: ['raw words of a server'] },
  }
}

export function safeDatabase(at: Date, name = 'shop'): NewEvent {
  return { ...lateDatabase(at, name), severity: 'resolved', title: `${name} is safe again` }
}
