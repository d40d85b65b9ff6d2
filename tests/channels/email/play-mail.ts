import { channelRegistry } from '../../../src/channels/registry.ts'
import type { Agents } from '../../../src/lib/remote/agents.ts'
import { type MailServer, mailServer, smtpError } from '../../support/mail-server.ts'
import { readMail } from '../../support/read-mail.ts'
import type { Behaviour, Played } from '../contract.ts'

type Options = Parameters<typeof mailServer>[0]

export const mailValues = {
  host: 'localhost',
  encryption: 'starttls',
  verifyTls: 'false',
  user: 'panel',
  password: 'mail-secret',
  from: 'Backups <backups@example.com>',
  to: 'ops@example.com, night@example.com',
}

/** Plays a mail server on loopback, so that the mails go over real connections. */
export async function playMail(
  agents: Agents,
  options: Options = {},
  over: Record<string, string> = {},
): Promise<Played & MailServer> {
  const server = await mailServer(options)
  const values = { ...mailValues, port: String(server.port), ...over }
  return {
    ...server,
    received: () =>
      server.mails.map(({ raw }) => {
        const { headers, text } = readMail(raw)
        return `${headers['subject']}\n${text}`
      }),
    open: (limits) => channelRegistry({ agents, ...limits }).open('email', values),
  }
}

/** What it refuses with repeats the password, as a careless server might. */
const echo = `echo ${mailValues.password}`

export const behaviours: Record<Behaviour, Options> = {
  takes: {},
  'is silent': { onConnect: () => {} },
  denies: { onAuth: (_auth, _session, done) => done(smtpError(535, echo)) },
  'is busy': { onMailFrom: (_address, _session, done) => done(smtpError(421, echo)) },
  fails: { onRcptTo: (_address, _session, done) => done(smtpError(451, echo)) },
}
