import type { AlertChannel, ChannelInput } from '../../core/alerts/alert-channel.ts'
import { firstRule } from '../../core/alerts/rule.ts'
import type { Actor, AuditAction } from '../../core/audit.ts'
import type { Channel, ChannelKind } from '../../core/channels/channel.ts'
import type { FieldValues } from '../../core/channels/channel-field.ts'
import type { AlertMessage } from '../../core/channels/message.ts'
import type { AlertChannelStore } from '../../store/alerts/channels.ts'
import type { AlertRuleStore } from '../../store/alerts/rules.ts'
import type { Audit } from '../audit.ts'
import { sendOutcome } from './send-outcome.ts'

export type AlertChannels = ReturnType<typeof alertChannelService>

interface Registry {
  kinds: readonly ChannelKind[]
  describe(kind: string): ChannelKind
  open(kind: string, values: FieldValues): Channel
}

interface Deps {
  channels: AlertChannelStore
  rules: AlertRuleStore
  registry: Registry
  audit: Audit
  baseUrl: URL | undefined
  newId: () => string
}

/** Adding, changing, testing and deleting the ways to people. */
export function alertChannelService(deps: Deps) {
  const { channels, registry, audit, baseUrl, newId } = deps
  return {
    kinds: registry.kinds,
    describe: registry.describe,
    list: channels.list,
    get: channels.get,
    secrets: channels.secrets,

    create: creation(deps),

    async update(actor: Actor, channel: AlertChannel, input: ChannelInput): Promise<AlertChannel> {
      return audit.around(act(actor, 'alert.update-channel', channel), () =>
        channels.update(channel.id, input),
      )
    },

    async remove(actor: Actor, channel: AlertChannel): Promise<void> {
      await audit.around(act(actor, 'alert.remove-channel', channel), () =>
        channels.remove(channel.id),
      )
    },

    /** Really sends a message with what was typed. Null: it arrived. */
    async test(
      actor: Actor,
      input: Pick<ChannelInput, 'name' | 'kind'>,
      values: FieldValues,
      signal: AbortSignal,
    ) {
      const message = testMessage(input.name, { newId, baseUrl })
      const failure = await sendOutcome(async () =>
        registry.open(input.kind, values).send(message, signal),
      )
      await audit.record({
        ...act(actor, 'alert.test-channel', { id: '', ...input }),
        outcome: failure === null ? 'done' : 'failed',
      })
      return failure
    },
  }
}

/** With the first channel comes a first rule, so that one form is enough. `zone`: of its times. */
function creation({ channels, rules, audit }: Deps) {
  return async (actor: Actor, input: ChannelInput, zone: string): Promise<AlertChannel> => {
    const created = await audit.around(
      act(actor, 'alert.create-channel', { id: '', ...input }),
      () => channels.create(input),
      (channel) => act(actor, 'alert.create-channel', channel),
    )
    const isFirst = (await channels.list()).length === 1
    if (!isFirst || (await rules.list()).length > 0) return created
    const rule = await rules.create({ ...firstRule, channelIds: [created.id], zone })
    const target = { kind: 'alert' as const, id: rule.id, name: rule.name }
    await audit.record({ actor, action: 'alert.create-rule', target, outcome: 'done' })
    return created
  }
}

function testMessage(
  name: string,
  { newId, baseUrl }: Pick<Deps, 'newId' | 'baseUrl'>,
): AlertMessage {
  const id = newId()
  return {
    id,
    incidentKey: `test:${id}`,
    severity: 'info',
    title: 'Test message',
    lines: [`Alerts that are sent to “${name}” arrive here.`],
    ...(baseUrl && { link: new URL('alerts', baseUrl).href }),
    at: new Date(),
    facts: {},
  }
}

function act(
  actor: Actor,
  action: AuditAction,
  channel: { id: string; name: string; kind: string },
) {
  const target = { kind: 'alert' as const, id: channel.id, name: channel.name }
  return { actor, action, target, detail: { kind: channel.kind } }
}
