import type { Channel, ChannelKind, DeadManKind } from '../core/channels/channel.ts'
import type { FieldValues } from '../core/channels/channel-field.ts'
import { NotFound } from '../core/errors.ts'
import { deadMan } from './dead-man.ts'
import type { ChannelDeps } from './delivery.ts'
import { discord } from './discord.ts'
import { email } from './email/channel.ts'
import { gotify } from './gotify.ts'
import { ntfy } from './ntfy.ts'
import { pagerduty } from './pagerduty.ts'
import { pushover } from './pushover.ts'
import { slack } from './slack.ts'
import { teams } from './teams.ts'
import { telegram } from './telegram.ts'
import { webhook } from './webhook/channel.ts'

/** The only list of kinds, in the order in which they are offered: a new one is a line here. */
const makers = [email, telegram, slack, discord, teams, ntfy, gotify, pushover, pagerduty, webhook]

export interface ChannelRegistry {
  kinds: readonly ChannelKind[]
  /** Throws NotFound for a kind that is not known here. */
  describe(kind: string): ChannelKind
  /** Contacts nobody yet. Throws NotFound for the kind, and ChannelError for values of no use. */
  open(kind: string, values: FieldValues): Channel
  deadMan: DeadManKind
}

export function channelRegistry(deps: ChannelDeps): ChannelRegistry {
  const kinds = makers.map((make) => make(deps))
  const describe = (kind: string) => {
    const found = kinds.find((each) => each.kind === kind)
    if (found === undefined) throw new NotFound(`There is no kind of channel called ${kind}`)
    return found
  }
  return {
    kinds,
    describe,
    open: (kind, values) => describe(kind).open(values),
    deadMan: deadMan(deps),
  }
}
