import { expect } from 'vitest'
import { z } from 'zod'

/** How each kind of HTTP receiver is set up, says yes, and reads what it is sent. */
export interface HttpReceiver {
  kind: string
  values: Record<string, string>
  secrets: string[]
  /** Their success, in their words. */
  yes: { status: number; body: string; type: string }
  /** The text as its people would see it. Fails for a body that the receiver would refuse. */
  read(body: string): string
  /** Any success counts, whatever its body. */
  takesAnyBody?: boolean
}

const json = <T>(body: string, shape: z.ZodType<T>): T => shape.parse(JSON.parse(body))
const text = z.string()
const atMost = (limit: number) => text.max(limit)
const inBytes = (limit: number) => text.refine((value) => Buffer.byteLength(value) <= limit)
const unescapedXml = (value: string) =>
  value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const telegramBody = z.object({ chat_id: z.literal('-1001'), text: atMost(4096).min(1) })
const slackBody = z.object({ text: atMost(40_000), mrkdwn: z.literal(false) })
const discordBody = z.object({
  embeds: z.tuple([
    z.object({ title: atMost(256), description: atMost(4096), url: z.optional(text) }),
  ]),
  allowed_mentions: z.object({ parse: z.tuple([]) }),
})
const run = z.object({
  type: z.literal('RichTextBlock'),
  inlines: z.tuple([z.object({ type: z.literal('TextRun'), text })]),
})
const content = z.object({
  type: z.literal('AdaptiveCard'),
  body: z.array(run),
  actions: z.array(z.object({ type: z.literal('Action.OpenUrl'), url: text })),
})
const teamsBody = z.object({
  type: z.literal('message'),
  attachments: z.tuple([z.object({ content })]),
})
const ntfyBody = z.object({
  topic: z.literal('topic-secret'),
  title: atMost(250),
  message: inBytes(4096),
  click: z.optional(text),
})
const gotifyBody = z.object({ title: text, message: text, priority: z.number() })
const pushoverBody = z.object({
  token: z.literal('a'.repeat(30)),
  user: z.literal('u'.repeat(30)),
  title: atMost(250),
  message: atMost(1024).min(1),
  url: z.optional(atMost(512)),
})
const pagerdutyBody = z.object({
  routing_key: z.literal('R'.repeat(32)),
  event_action: z.literal('trigger'),
  payload: z.object({ summary: atMost(1024), custom_details: z.object({ details: text }) }),
  links: z.array(z.object({ href: text })),
})
const webhookBody = z.object({ title: text, lines: z.array(text), link: z.optional(text) })

export const httpReceivers: HttpReceiver[] = [
  {
    kind: 'telegram',
    values: { token: '123456:telegram-secret-token', chat: '-1001' },
    secrets: ['telegram-secret-token'],
    yes: { status: 200, body: '{"ok":true,"result":{}}', type: 'application/json' },
    read: (body) => json(body, telegramBody).text,
  },
  {
    kind: 'slack',
    values: { url: 'https://hooks.slack.com/services/T0/B0/slack-secret' },
    secrets: ['slack-secret'],
    yes: { status: 200, body: 'ok', type: 'text/html' },
    read: (body) => unescapedXml(json(body, slackBody).text),
  },
  {
    kind: 'discord',
    values: { url: 'https://discord.com/api/webhooks/1/discord-secret' },
    secrets: ['discord-secret'],
    yes: { status: 200, body: '{"id":"1"}', type: 'application/json' },
    read: (body) => {
      const [{ title, description, url = '' }] = json(body, discordBody).embeds
      return `${title}\n${description}`.replace(/\\([^0-9A-Za-z\s])/g, '$1') + url
    },
  },
  {
    kind: 'teams',
    values: { url: 'https://x.logic.azure.com/workflows/1?sig=teams-secret' },
    secrets: ['teams-secret'],
    yes: { status: 202, body: '', type: 'application/json' },
    takesAnyBody: true,
    read: (body) => {
      expect(Buffer.byteLength(body)).toBeLessThan(28_000)
      const [{ content: card }] = json(body, teamsBody).attachments
      const runs = card.body.map(({ inlines: [{ text: line }] }) => line)
      return [...runs, ...card.actions.map(({ url }) => url)].join('\n')
    },
  },
  {
    kind: 'ntfy',
    values: { server: 'https://ntfy.sh', topic: 'topic-secret', token: 'tk_ntfy-secret' },
    secrets: ['topic-secret', 'ntfy-secret'],
    yes: { status: 200, body: '{"id":"x","topic":"topic-secret"}', type: 'application/json' },
    read: (body) => {
      const { title, message, click = '' } = json(body, ntfyBody)
      return [title, message, click].join('\n')
    },
  },
  {
    kind: 'gotify',
    values: { server: 'https://push.example.com/gotify/', token: 'gotify-secret' },
    secrets: ['gotify-secret'],
    yes: { status: 200, body: '{"id":25,"appid":1}', type: 'application/json' },
    read: (body) => Object.values(json(body, gotifyBody)).join('\n'),
  },
  {
    kind: 'pushover',
    values: { token: 'a'.repeat(30), user: 'u'.repeat(30) },
    secrets: ['a'.repeat(30), 'u'.repeat(30)],
    yes: { status: 200, body: '{"status":1,"request":"x"}', type: 'application/json' },
    read: (body) => {
      const { title, message, url = '' } = json(body, pushoverBody)
      return [title, message, url].join('\n')
    },
  },
  {
    kind: 'pagerduty',
    values: { routingKey: 'R'.repeat(32) },
    secrets: ['R'.repeat(32)],
    yes: {
      status: 202,
      body: '{"status":"success","message":"Event processed"}',
      type: 'application/json',
    },
    read: (body) => {
      const { payload, links } = json(body, pagerdutyBody)
      const hrefs = links.map(({ href }) => href)
      return [payload.summary, payload.custom_details.details, ...hrefs].join('\n')
    },
  },
  {
    kind: 'webhook',
    values: {
      url: 'https://hook.example.com/in?key=webhook-secret',
      headers: 'Authorization: Bearer header-secret',
      secret: 'a signing secret of ours',
    },
    secrets: ['webhook-secret', 'header-secret', 'a signing secret of ours'],
    yes: { status: 204, body: '', type: 'application/json' },
    takesAnyBody: true,
    read: (body) => {
      const { title, lines, link = '' } = json(body, webhookBody)
      return [title, ...lines, link].join('\n')
    },
  },
]
