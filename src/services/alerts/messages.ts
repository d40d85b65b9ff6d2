import type { AlertChannel } from '../../core/alerts/alert-channel.ts'
import type { Actor, AuditEntry } from '../../core/audit.ts'
import type { ChannelFault } from '../../core/channels/channel-faults.ts'
import type { AlertChannelStore } from '../../store/alerts/channels.ts'
import type { OutboxStore } from '../../store/alerts/outbox.ts'
import type { Audit } from '../audit.ts'
import type { AlertDelivery } from './delivery.ts'

/** What became of sending a message again. */
export type Resent = { channel: AlertChannel } & (
  | { outcome: 'sent' | 'not-given-up' | 'channel-off' }
  | { outcome: 'failed'; error: string; fault: ChannelFault | null; isTriedAgain: boolean }
)

interface Deps {
  outbox: Pick<OutboxStore, 'recent' | 'get'>
  channels: Pick<AlertChannelStore, 'list' | 'get'>
  delivery: Pick<AlertDelivery, 'retry'>
  audit: Audit
}

const shown = 50

/** What was told, and telling again what did not arrive. */
export function messageService({ outbox, channels, delivery, audit }: Deps) {
  return {
    /** The newest, each with the name of its channel. */
    async recent() {
      const names = new Map((await channels.list()).map(({ id, name }) => [id, name]))
      const recent = await outbox.recent(shown)
      return recent.map((message) => ({ message, channel: names.get(message.channelId) ?? '' }))
    },

    /**
     * Tries at once, and for another day, what was given up. However many press at once, one sends it.
     * @throws NotFound
     */
    async resend(actor: Actor, id: string, now: Date): Promise<Resent> {
      const message = await outbox.get(id)
      const channel = await channels.get(message.channelId)
      if (!channel.isEnabled) return { outcome: 'channel-off', channel }
      const failure = await delivery.retry(message, now)
      if (failure === undefined) return { outcome: 'not-given-up', channel }
      const target = { kind: 'alert' as const, id, name: channel.name }
      const act: Omit<AuditEntry, 'outcome'> = { actor, action: 'alert.resend-message', target }
      await audit.record({ ...act, outcome: failure === null ? 'done' : 'failed' })
      if (failure === null) return { outcome: 'sent', channel }
      const { error, fault, nextAt } = failure
      return { outcome: 'failed', channel, error, fault, isTriedAgain: nextAt !== null }
    },
  }
}
