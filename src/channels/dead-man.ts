import type { DeadManKind } from '../core/channels/channel.ts'
import type { ChannelFault } from '../core/channels/channel-faults.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { outwardKind } from './kind.ts'
import { verifyTlsField } from './verify-tls.ts'

const methods = ['GET', 'POST', 'HEAD'] as const

export function deadMan(deps: ChannelDeps): DeadManKind {
  return outwardKind({
    kind: 'dead-man',
    label: 'Dead-man ping',
    fields: {
      url: {
        label: 'Ping URL',
        help: 'Of a check at healthchecks.io, Uptime Kuma or the like. It alarms when pings stay away.',
        type: 'url',
        isSecret: true,
        isRequired: true,
        placeholder: 'https://hc-ping.com/…',
      },
      method: {
        label: 'Method',
        type: 'choice',
        default: 'POST',
        choices: methods.map((value) => ({ value, label: value })),
      },
      verifyTls: verifyTlsField,
    },
    open: ({ url, method, verifyTls }) => ({
      ping: (signal) => {
        const chosen = methods.find((each) => each === method) ?? 'POST'
        const call = { url, method: chosen, verifyTls: verifyTls !== 'false', faultOf }
        return deliver(deps, call, signal)
      },
    }),
  })
}

/** healthchecks.io says 200 to everything, and what is wrong in the text. */
function faultOf({ status, text }: Reply): ChannelFault | undefined {
  if (status !== 200) return undefined
  if (/^OK \(not found\)/.test(text)) return 'missing'
  return /^OK \(rate limited\)/.test(text) ? 'rate-limited' : undefined
}
