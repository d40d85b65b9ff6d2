import type { Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type { ChannelKind } from '../../core/channels/channel.ts'
import { ChannelError } from '../../core/channels/channel-error.ts'
import { withinLimit } from '../../lib/remote/limit.ts'
import { type ChannelDeps, usualLimitMs } from '../delivery.ts'
import { channelKind } from '../kind.ts'
import { asMailError } from './faults.ts'
import { emailFields, recipientsOf } from './fields.ts'
import { mailOf } from './mail.ts'
import { connectTo } from './socket.ts'

type Values = Record<keyof typeof emailFields, string>

/** Mail servers may think longer than others: some check a message before they take it. */
const mailLimitMs = 2 * usualLimitMs

export function email({ limitMs = mailLimitMs }: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'email',
    label: 'E-mail',
    fields: emailFields,
    check: ({ user, password }) =>
      (user === '') === (password === '')
        ? {}
        : { [user === '' ? 'user' : 'password']: 'Username and password go together.' },
    open: (values) => (message, signal) =>
      withinLimit(signal, limitMs, async (limit) => {
        const mail = mailOf(message, { from: values.from, to: recipientsOf(values.to) })
        try {
          await hand(values, mail, limit)
        } catch (error) {
          throw asMailError(error)
        }
      }),
  })
}

/** A connection for each mail: they are few, and a kept one would be stale by the next. */
async function hand(values: Values, mail: ReturnType<typeof mailOf>, signal: AbortSignal) {
  const connection = await connectTo({ host: values.host, port: Number(values.port) }, signal)
  try {
    const transport = createTransport(optionsOf(values, connection))
    const { rejected } = await transport.sendMail({ ...mail, signal })
    if (rejected.length > 0) {
      // Trying again would bring it twice to those who have it.
      const detail = `${rejected.length} of ${mail.to.length} recipients refused`
      throw new ChannelError('rejected', { detail })
    }
  } finally {
    connection.destroy()
  }
}

function optionsOf({ host, user, password, encryption, verifyTls }: Values, connection: Socket) {
  return {
    host,
    connection,
    secure: encryption === 'tls',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    tls: { rejectUnauthorized: verifyTls !== 'false' },
    // Otherwise a server that hides AUTH would get the message without a sign-in.
    ...(user !== '' && { auth: { user, pass: password }, forceAuth: true }),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
