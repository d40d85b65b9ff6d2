import { z } from 'zod'
import type { ChannelKind } from '../core/channels/channel.ts'
import type { ChannelFault } from '../core/channels/channel-faults.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { isJson } from './reply.ts'
import { wholeText } from './text.ts'

/** Plain text: with Markdown, one stray sign in a name would make Telegram refuse the message. */
export function telegram(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'telegram',
    label: 'Telegram',
    fields: {
      token: {
        label: 'Bot token',
        help: 'From @BotFather. The bot must be in the chat, or have been written to first.',
        type: 'text',
        isSecret: true,
        isRequired: true,
        shape: { pattern: /^\d+:[\w-]{20,}$/, sentence: 'A bot token looks like 123456:ABC-DEF….' },
      },
      chat: {
        label: 'Chat',
        help: 'The chat’s number (groups begin with a minus), or the @name of a public channel.',
        type: 'text',
        isRequired: true,
        shape: { pattern: /^(-?\d{1,20}|@\w{4,32})$/, sentence: 'Enter a number or an @name.' },
      },
      topic: {
        label: 'Topic',
        help: 'The number of a topic, for groups that have topics.',
        type: 'number',
        range: { min: 1, max: 2_147_483_647 },
      },
    },
    open: (values) => (message, signal) => {
      const topic = values.topic === '' ? {} : { message_thread_id: Number(values.topic) }
      const body = {
        chat_id: values.chat,
        ...topic,
        text: wholeText(message, 4096),
        link_preview_options: { is_disabled: true },
        disable_notification: message.severity === 'info',
      }
      const url = `https://api.telegram.org/bot${values.token}/sendMessage`
      return deliver(deps, { url, body: JSON.stringify(body), isConfirmed, faultOf }, signal)
    },
  })
}

function isConfirmed(reply: Reply): boolean {
  return isJson(reply, z.object({ ok: z.literal(true) }))
}

/** A wrong token is a wrong address at Telegram, and an unknown chat a bad request. */
function faultOf({ status, text }: Reply): ChannelFault | undefined {
  if (status === 404) return 'credentials'
  const isChatUnknown = status === 400 && /chat not found|upgraded to a supergroup/i.test(text)
  return isChatUnknown ? 'missing' : undefined
}
