import type { PingPlan } from '../../core/alerts/ping.ts'
import { pingObstacles } from '../../core/alerts/ping-obstacles.ts'
import type { Actor } from '../../core/audit.ts'
import type { DeadManKind } from '../../core/channels/channel.ts'
import { ChannelError } from '../../core/channels/channel-error.ts'
import type { FleetFactStore } from '../../store/alerts/fleet-facts.ts'
import type { PingStore } from '../../store/alerts/ping.ts'
import type { Audit } from '../audit.ts'
import { sendOutcome } from './send-outcome.ts'

export type AlertPings = ReturnType<typeof pingService>

interface Deps {
  pings: PingStore
  facts: FleetFactStore
  kind: DeadManKind
  audit: Audit
}

const target = { kind: 'alert' as const, id: 'ping', name: 'Dead-man ping' }
const obstaclesKept = 20

/** The ping to a watcher outside, which raises an alarm when it stays away. */
export function pingService({ pings, facts, kind, audit }: Deps) {
  async function ping(values: Record<string, string>, signal: AbortSignal): Promise<void> {
    const secrets = await pings.secrets()
    if (secrets === null) throw new ChannelError('settings', { detail: 'the secrets do not open' })
    await kind.open({ ...values, ...secrets }).ping(signal)
  }

  return {
    kind,
    get: pings.get,
    secrets: pings.secrets,

    /** Why it would be held back now. */
    async obstacles({ exceptTags }: Pick<PingPlan, 'exceptTags'>, now: Date): Promise<string[]> {
      return pingObstacles(await facts.read(now), exceptTags, now)
    },

    async update(
      actor: Actor,
      plan: PingPlan,
      secrets: Record<string, string>,
      now: Date,
    ): Promise<void> {
      const detail = { isEnabled: plan.isEnabled }
      await audit.around({ actor, action: 'alert.update-ping', target, detail }, () =>
        pings.update(plan, secrets, now),
      )
    },

    /** One real ping with what was typed, whether or not all is well. */
    async test(actor: Actor, values: Record<string, string>, signal: AbortSignal) {
      const failure = await sendOutcome(async () => kind.open(values).ping(signal))
      const outcome = failure === null ? 'done' : 'failed'
      await audit.record({ actor, action: 'alert.test-ping', target, outcome })
      return failure
    },

    /** Pings if a ping is due and nothing stands in its way. */
    async pingDue(now: Date, signal: AbortSignal): Promise<void> {
      const due = await pings.claim(now)
      if (due === null) return
      const obstacles = pingObstacles(await facts.read(now), due.exceptTags, now)
      const withheld = obstacles.slice(0, obstaclesKept)
      if (withheld.length > 0) return pings.record({ withheld })
      try {
        await ping(due.values, signal)
        await pings.record({ lastPingAt: now, lastError: null, withheld })
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error
        await pings.record({ lastError: error.message, withheld })
      }
    },
  }
}
