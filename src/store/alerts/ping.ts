import type { PingPlan, PingState } from '../../core/alerts/ping.ts'
import type { Sealer } from '../../lib/seal.ts'
import type { Database } from '../db.ts'
import { withoutValues } from '../faults.ts'
import type { AlertPing } from '../generated/client.ts'
import { storable } from '../text.ts'
import { openValues, sealValues } from './sealed-values.ts'

export type PingStore = ReturnType<typeof pingStore>

const where = { id: 1 }
const place = 'alert-ping:1:secrets'

/** The ping whose absence tells a watcher outside: one for the whole panel. */
export function pingStore({ prisma }: Pick<Database, 'prisma'>, sealer: Sealer) {
  const row = () => prisma.alertPing.findUniqueOrThrow({ where })
  return {
    async get(): Promise<PingState> {
      return toState(await row())
    },

    /** Empty when there are none yet, null when the present APP_SECRET does not open them. */
    async secrets(): Promise<Record<string, string> | null> {
      const { sealedSecrets } = await row()
      return sealedSecrets === null ? {} : openValues(sealer, place, sealedSecrets)
    },

    /** Seals with the present key what the previous one had sealed; tells how many: one at most. */
    async reseal(): Promise<number> {
      const { sealedSecrets } = await row()
      if (sealedSecrets === null || sealer.isCurrent(sealedSecrets)) return 0
      const secrets = openValues(sealer, place, sealedSecrets)
      if (secrets === null) return 0
      const data = { sealedSecrets: sealValues(sealer, place, secrets) }
      return (await prisma.alertPing.updateMany({ where: { ...where, sealedSecrets }, data })).count
    },

    async update(plan: PingPlan, secrets: Record<string, string>, now: Date): Promise<void> {
      const exceptTags = plan.exceptTags.map((tag) => storable(tag))
      const sealedSecrets = sealValues(sealer, place, secrets)
      const afresh = { dueAt: now, lastError: null, withheld: [] }
      const data = { ...plan, exceptTags, sealedSecrets, ...afresh }
      await prisma.alertPing.update({ where, data }).catch((error: unknown) => {
        throw withoutValues(error)
      })
    },

    /** Takes the ping that is due, and with it sets the next time. Null: none is, or another took it. */
    async claim(now: Date): Promise<PingState | null> {
      const state = toState(await row())
      if (!state.isEnabled || state.dueAt === null || state.dueAt > now) return null
      const dueAt = new Date(now.getTime() + state.intervalMs)
      const due = { ...where, isEnabled: true, dueAt: state.dueAt }
      const { count } = await prisma.alertPing.updateMany({ where: due, data: { dueAt } })
      return count > 0 ? state : null
    },

    async record(outcome: Partial<Pick<PingState, 'lastPingAt' | 'lastError' | 'withheld'>>) {
      await prisma.alertPing.update({ where, data: outcome })
    },
  }
}

function toState({ id: _id, sealedSecrets: _sealed, values, ...rest }: AlertPing): PingState {
  return { ...rest, values: values as PingState['values'] } // as `update` wrote them
}
