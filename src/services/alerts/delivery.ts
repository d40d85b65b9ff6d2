import { nextAttemptAt, patienceMs } from '../../core/alerts/back-off.ts'
import type { Outgoing } from '../../core/alerts/outgoing.ts'
import type { Channel } from '../../core/channels/channel.ts'
import { ChannelError } from '../../core/channels/channel-error.ts'
import type { ChannelFault } from '../../core/channels/channel-faults.ts'
import type { FieldValues } from '../../core/channels/channel-field.ts'
import type { AlertChannelStore } from '../../store/alerts/channels.ts'
import type { OutboxStore } from '../../store/alerts/outbox.ts'
import { actSignal } from '../act-signal.ts'

export type AlertDelivery = ReturnType<typeof alertDelivery>

interface Deps {
  outbox: OutboxStore
  channels: Pick<AlertChannelStore, 'get' | 'secrets'>
  registry: { open(kind: string, values: FieldValues): Channel }
  /** Names this process among those that share the work. */
  instanceId: string
  /** Something failed that is no fault of a channel. */
  report: (error: unknown) => void
}

/** Longer than any attempt, so that nobody takes over what is still under way: a channel is given half a minute. */
const leaseMs = 120_000
/** Of each channel. */
const atATime = 10
/** What is left by then is for the next time: meanwhile other channels may have got something to tell. */
const roundsMs = 20_000

/** Takes messages out of the outbox and to their channels. */
export function alertDelivery({ outbox, channels, registry, instanceId, report }: Deps) {
  async function send({ channelId, message }: Outgoing, signal: AbortSignal): Promise<void> {
    const { kind, values } = await channels.get(channelId)
    const secrets = await channels.secrets(channelId)
    if (secrets === null) throw new ChannelError('settings', { detail: 'the secrets do not open' })
    await registry.open(kind, { ...values, ...secrets }).send(message, signal)
  }

  async function attempt(outgoing: Outgoing, now: Date, signal: AbortSignal) {
    const failure = await send(outgoing, signal).then(() => null, failureOf)
    if (failure === null) {
      await outbox.markSent(outgoing, instanceId, now)
      return null
    }
    const failed = { ...failure, nextAt: nextAttemptAt(outgoing, failure, now) }
    // What was cut short by the end of this process is free for another one when its lease ends.
    if (signal.aborted) return failed
    if (failure.mistake !== undefined) report(failure.mistake)
    await outbox.markFailed(outgoing, instanceId, failed, now)
    return failed
  }

  return {
    /** Tries a message that was given up, now. Undefined: it is not given up any more. Null: it was sent. */
    async retry(outgoing: Outgoing, now: Date) {
      const taken = await outbox.takeUp(outgoing, { holder: instanceId, now, leaseMs })
      return taken === null ? undefined : attempt(taken, now, actSignal())
    },

    /** Tries what is due: each message once, as many as there is time for. */
    async deliver(now: Date, signal: AbortSignal): Promise<void> {
      await outbox.giveUpOld(new Date(now.getTime() - patienceMs), now)
      const begunAt = performance.now()
      while (!signal.aborted && performance.now() - begunAt < roundsMs) {
        const claimed = await outbox.claim({ holder: instanceId, now, leaseMs }, atATime)
        if (claimed.length === 0) return
        await Promise.all(claimed.map((outgoing) => attempt(outgoing, now, signal)))
      }
    },
  }
}

interface AttemptFailure {
  fault: ChannelFault | null
  error: string
  isFinal: boolean
  retryAfterMs?: number | undefined
  mistake?: unknown
}

function failureOf(error: unknown): AttemptFailure {
  if (error instanceof ChannelError) {
    const { fault, message, isFinal, retryAfterMs } = error
    return { fault, error: message, isFinal, retryAfterMs }
  }
  // A mistake of ours may hold anything in its message, so none of it is kept.
  const sentence = 'Something went wrong in the panel'
  return { fault: null, error: sentence, isFinal: false, mistake: error }
}
