import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface ReceivedMail {
  /** As it came over the wire. */
  raw: string
  from: string
  to: string[]
  user: string | undefined
  isEncrypted: boolean
}

export interface MailServer {
  port: number
  mails: ReceivedMail[]
  /** Fulfilled once somebody has come. */
  contacted: Promise<unknown>
}

const pem = (name: string) =>
  readFileSync(new URL(`../fixtures/certificates/self-signed${name}.pem`, import.meta.url))

/** A real mail server on loopback that keeps what it is given. It closes with the test. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const smtp = new SMTPServer({
    cert: pem(''),
    key: pem('.key'),
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    onData(stream, { envelope, user, secure }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        const to = envelope.rcptTo.map(({ address }) => address)
        const raw = Buffer.concat(chunks).toString('utf8')
        const signedIn = typeof user === 'string' ? user : undefined
        mails.push({ raw, from, to, user: signedIn, isEncrypted: secure })
        done()
      })
    },
    ...options,
  })
  // A client that leaves, or does not like the certificate, is what some tests are about.
  smtp.on('error', () => {})
  const contacted = once(smtp.server, 'connection')
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  onTestFinished(() => new Promise<void>((done) => smtp.close(() => done())))
  return { port: (smtp.server.address() as AddressInfo).port, mails, contacted }
}

/** A mail-server error with a code of SMTP. */
export function smtpError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
