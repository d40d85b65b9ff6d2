import type { Channel, ChannelKind, OutwardKind } from '../core/channels/channel.ts'
import { ChannelError } from '../core/channels/channel-error.ts'
import {
  type ChannelField,
  completeValues,
  type FieldProblems,
  fieldProblems,
} from '../core/channels/channel-field.ts'
import type { AlertMessage } from '../core/channels/message.ts'
import { cleaned } from './text.ts'

/** What one kind adds to the rules that hold for all. */
interface Plan<Name extends string, Opened> {
  kind: string
  label: string
  fields: Record<Name, Omit<ChannelField, 'name'>>
  /** What the fields cannot tell one by one. Asked once each is in order by itself. */
  check?(values: Record<Name, string>): FieldProblems
  open(values: Record<Name, string>): Opened
}

type Send = (message: AlertMessage, signal: AbortSignal) => Promise<void>

export function outwardKind<Name extends string, Opened>(
  plan: Plan<Name, Opened>,
): OutwardKind<Opened> {
  const named = Object.entries<Omit<ChannelField, 'name'>>(plan.fields)
  const fields = named.map(([name, field]) => ({ name, ...field }))
  // Every name of the plan is among the fields, and each field gets a value.
  const complete = (values: Readonly<Record<string, string>>) =>
    completeValues(fields, values) as Record<Name, string>
  const check: OutwardKind<Opened>['check'] = (values) => {
    const problems = fieldProblems(fields, values)
    const isEachInOrder = Object.keys(problems).length === 0
    return isEachInOrder ? (plan.check?.(complete(values)) ?? {}) : problems
  }
  return {
    kind: plan.kind,
    label: plan.label,
    fields,
    check,
    open(values) {
      if (Object.keys(check(values)).length > 0) throw new ChannelError('settings')
      return plan.open(complete(values))
    },
  }
}

/** A kind that sends messages, which it gets without anything that no receiver could show. */
export function channelKind<Name extends string>(plan: Plan<Name, Send>): ChannelKind {
  const open = (values: Record<Name, string>): Channel => {
    const send = plan.open(values)
    return { send: (message, signal) => send(cleaned(message), signal) }
  }
  return outwardKind({ ...plan, open })
}
