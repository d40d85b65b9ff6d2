import { type DigestPlan, digestSpanMs, nextDigestAt } from '../../core/alerts/digest-plan.ts'
import type { NewOutgoing } from '../../core/alerts/outgoing.ts'
import { countProblems } from '../../core/alerts/problems.ts'
import type { Actor } from '../../core/audit.ts'
import type { AlertMessage } from '../../core/channels/message.ts'
import { digestText } from '../../core/messages/digest.ts'
import type { DigestStore, KeptDigestPlan } from '../../store/alerts/digest.ts'
import type { FleetFactStore } from '../../store/alerts/fleet-facts.ts'
import type { IncidentStore } from '../../store/alerts/incidents.ts'
import type { Audit } from '../audit.ts'

export type AlertDigests = ReturnType<typeof digestService>

interface Deps {
  digests: DigestStore
  facts: FleetFactStore
  incidents: Pick<IncidentStore, 'openFacts'>
  audit: Audit
  baseUrl: URL | undefined
  newId: () => string
}

/** The summary of each day or week. */
export function digestService({ digests, facts, incidents, audit, baseUrl, newId }: Deps) {
  async function text(plan: Pick<DigestPlan, 'cadence'>, now: Date) {
    const spanMs = digestSpanMs(plan)
    const since = new Date(now.getTime() - spanMs)
    const fleet = await facts.read(since)
    const grownBytes = await facts.grownBytes(since)
    const openProblems = countProblems(await incidents.openFacts())
    return digestText({ facts: fleet, grownBytes, openProblems, spanMs, now })
  }

  async function messages(plan: KeptDigestPlan, dueAt: Date, now: Date): Promise<NewOutgoing[]> {
    const body = await text(plan, now)
    return plan.channelIds.map((channelId): NewOutgoing => {
      const thread = `digest:${dueAt.toISOString()}`
      const link = baseUrl && { link: baseUrl.href }
      const message: AlertMessage = {
        ...{ id: newId(), incidentKey: thread, ...body, ...link, at: now, facts: {} },
      }
      return { channelId, purpose: 'digest', dedupKey: `${channelId}:${thread}`, message }
    })
  }

  return {
    get: digests.get,

    /** What the next one would say if it were sent now. */
    preview: async (now: Date) => text(await digests.get(), now),

    async update(actor: Actor, plan: DigestPlan, now: Date): Promise<void> {
      const target = { kind: 'alert' as const, id: 'digest', name: 'Summary' }
      const detail = { cadence: plan.cadence }
      await audit.around({ actor, action: 'alert.update-digest', target, detail }, () =>
        digests.update(plan, nextDigestAt(plan, now)),
      )
    },

    /** After a pause of the panel one comes late, and what was left out does not come. */
    async sendDue(now: Date): Promise<void> {
      const plan = await digests.get()
      if (plan.dueAt === null || plan.dueAt > now) return
      const due = await messages(plan, plan.dueAt, now)
      await digests.sendDue(plan, due, nextDigestAt(plan, now), now)
    },
  }
}
