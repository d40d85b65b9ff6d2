import type { AlertRule, RuleInput } from '../../core/alerts/rule.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import type { Database } from '../db.ts'
import { isDuplicate, isMissing, withoutValues } from '../faults.ts'
import { keyOf, storable } from '../text.ts'
import { channelIdsOnly, type RuleWithChannels, toRule } from './rows.ts'

export type AlertRuleStore = ReturnType<typeof alertRuleStore>

/** Which events are told to whom, and when. */
export function alertRuleStore({ prisma }: Pick<Database, 'prisma'>) {
  const include = channelIdsOnly
  return {
    /** By name, without regard to case. */
    async list(): Promise<AlertRule[]> {
      const rows = await prisma.alertRule.findMany({ include, orderBy: { nameKey: 'asc' } })
      return rows.map(toRule)
    },

    /** @throws NotFound */
    async get(id: string): Promise<AlertRule> {
      const row = await prisma.alertRule.findUnique({ where: { id: storable(id) }, include })
      if (!row) throw new NotFound('There is no such rule.')
      return toRule(row)
    },

    /** @throws Conflict when the name is taken */
    create(input: RuleInput): Promise<AlertRule> {
      const channels = { connect: input.channelIds.map((id) => ({ id })) }
      return saved(input, () =>
        prisma.alertRule.create({ data: { ...toRow(input), channels }, include }),
      )
    },

    /** @throws Conflict when the name is taken, NotFound */
    update(id: string, input: RuleInput): Promise<AlertRule> {
      const channels = { set: input.channelIds.map((channelId) => ({ id: channelId })) }
      const data = { ...toRow(input), channels }
      return saved(input, () =>
        prisma.alertRule.update({ where: { id: storable(id) }, data, include }),
      )
    },

    async remove(id: string): Promise<void> {
      await prisma.alertRule.deleteMany({ where: { id: storable(id) } })
    },
  }
}

async function saved(input: RuleInput, save: () => Promise<RuleWithChannels>): Promise<AlertRule> {
  try {
    return toRule(await save())
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict(`There is a rule called ${input.name} already.`)
    if (isMissing(error)) throw new NotFound('The rule, or a channel of it, is no longer there.')
    throw withoutValues(error)
  }
}

function toRow(input: RuleInput) {
  const { channelIds: _channels, quietHours, remindAfterMs, ...rest } = input
  const name = storable(rest.name)
  return {
    ...rest,
    name,
    nameKey: keyOf(name),
    tags: rest.tags.map((tag) => storable(tag)),
    serverIds: rest.serverIds.map((id) => storable(id)),
    quietFrom: quietHours?.from ?? null,
    quietUntil: quietHours?.until ?? null,
    remindAfterMs: remindAfterMs === null ? null : BigInt(remindAfterMs),
  }
}
