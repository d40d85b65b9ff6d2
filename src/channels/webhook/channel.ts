import type { ChannelKind } from '../../core/channels/channel.ts'
import type { FieldProblems } from '../../core/channels/channel-field.ts'
import type { AlertMessage } from '../../core/channels/message.ts'
import { type ChannelDeps, deliver } from '../delivery.ts'
import { channelKind } from '../kind.ts'
import { cut, linesOf } from '../text.ts'
import { verifyTlsField } from '../verify-tls.ts'
import { headerLinesProblem, parseHeaderLines } from './header-lines.ts'
import { signatureHeaders } from './signature.ts'
import { render, templateProblem, templateWords } from './template.ts'

const methods = ['POST', 'PUT', 'PATCH'] as const

export function webhook(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'webhook',
    label: 'Webhook',
    fields: {
      url: { label: 'URL', type: 'url', isSecret: true, isRequired: true },
      method: {
        label: 'Method',
        type: 'choice',
        default: 'POST',
        choices: methods.map((value) => ({ value, label: value })),
      },
      headers: {
        label: 'Headers',
        help: 'One on each line: Authorization: Bearer …',
        type: 'multiline',
        isSecret: true,
      },
      template: {
        label: 'Body',
        help: `JSON, with {{words}} inside strings: ${templateWords.join(', ')}. Empty: the whole message.`,
        type: 'multiline',
        maxLength: 10_000,
        placeholder: '{"text": "{{title}} ({{server}})"}',
      },
      secret: {
        label: 'Signing secret',
        help: 'Signs each message as standardwebhooks.com describes (HMAC-SHA256 with a time stamp).',
        type: 'text',
        isSecret: true,
        shape: { pattern: /^.{16,}$/, sentence: 'At least 16 characters.' },
      },
      verifyTls: verifyTlsField,
    },
    check: ({ headers, template }) => problemsOf(headers, template),
    open: (values) => (message, signal) => {
      const body = bodyOf(values.template, shortened(message))
      const signature = signatureHeaders(values.secret, { id: message.id, body, at: new Date() })
      const call = {
        url: values.url,
        method: methods.find((each) => each === values.method) ?? 'POST',
        headers: { ...parseHeaderLines(values.headers), ...signature },
        body,
        verifyTls: values.verifyTls !== 'false',
      }
      return deliver(deps, call, signal)
    },
  })
}

function problemsOf(headers: string, template: string): FieldProblems {
  const ofHeaders = headerLinesProblem(headers)
  const ofTemplate = template === '' ? null : templateProblem(template)
  return {
    ...(ofHeaders !== null && { headers: ofHeaders }),
    ...(ofTemplate !== null && { template: ofTemplate }),
  }
}

/** Nobody reads more, and a receiver should not have to take more. */
const textLimit = 100_000

function shortened(message: AlertMessage): AlertMessage {
  const text = linesOf(message)
  const lines = text.length > textLimit ? cut(text, textLimit).split('\n') : message.lines
  return { ...message, title: cut(message.title, 1000), lines }
}

function bodyOf(template: string, message: AlertMessage): string {
  if (template !== '') return render(template, message)
  const { incidentKey, ...rest } = message
  return JSON.stringify({ ...rest, incident: incidentKey })
}
