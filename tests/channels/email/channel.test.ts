import { once } from 'node:events'
import net from 'node:net'
import { afterAll, afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { channelRegistry } from '../../../src/channels/registry.ts'
import { remoteAgents } from '../../../src/lib/remote/agents.ts'
import { smtpError } from '../../support/mail-server.ts'
import { readMail } from '../../support/read-mail.ts'
import { rawServer } from '../../support/scripted-server.ts'
import { channelContract, failure } from '../contract.ts'
import { aMessage, patient } from '../messages.ts'
import { behaviours, mailValues, playMail } from './play-mail.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

const everybody = ['ops@example.com', 'night@example.com']

channelContract({
  kind: 'email',
  secrets: [mailValues.password],
  play: (behaviour) => playMail(agents, behaviours[behaviour]),
})

describe('encryption', () => {
  test.each([
    ['starttls', {}, true],
    ['tls', { secure: true }, true],
    ['none', {}, false],
  ])('%s is as chosen', async (encryption, options, isEncrypted) => {
    const played = await playMail(agents, options, { encryption })
    await played.open().send(aMessage(), patient)
    expect(played.mails).toMatchObject([{ user: 'panel', to: everybody, isEncrypted }])
  })

  test('a server without STARTTLS is told neither password nor message', async () => {
    const signIns: unknown[] = []
    const played = await playMail(agents, {
      hideSTARTTLS: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (auth, _session, done) => {
        signIns.push(auth)
        done(null, { user: 'x' })
      },
    })
    expect((await failure(played.open().send(aMessage(), patient))).fault).toBe('tls')
    expect([...played.mails, ...signIns]).toEqual([])
  })

  test.each([
    ['starttls', {}],
    ['tls', { secure: true }],
  ])('with %s, a certificate that nobody vouches for is refused', async (encryption, options) => {
    const played = await playMail(agents, options, { encryption, verifyTls: 'true' })
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'tls', isFinal: false })
    expect(error.detail).toBe('The certificate is self-signed')
    expect(played.mails).toEqual([])
  })
})

describe('recipients', () => {
  test('one refused among others is told, and not tried again', async () => {
    const played = await playMail(agents, {
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('night') ? smtpError(550, 'no such user') : null),
    })
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'rejected', isFinal: true })
    expect(error.detail).toBe('1 of 2 recipients refused')
    expect(played.mails).toMatchObject([{ to: ['ops@example.com'] }])
  })

  test('all refused for good is final', async () => {
    const refuse = {
      onRcptTo: (_: unknown, __: unknown, done: (error: Error) => void) =>
        done(smtpError(550, 'x')),
    }
    const played = await playMail(agents, refuse)
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'rejected', isFinal: true, detail: 'SMTP 550' })
  })
})

test('without a user name nobody signs in', async () => {
  const played = await playMail(agents, {}, { user: '', password: '' })
  await played.open().send(aMessage(), patient)
  expect(played.mails).toMatchObject([{ user: undefined, from: 'backups@example.com' }])
})

test('a server that takes no sign-ins gets no message from one who has a password', async () => {
  const played = await playMail(agents, { disabledCommands: ['AUTH'] })
  await failure(played.open().send(aMessage(), patient))
  expect(played.mails).toEqual([])
})

test('cloud metadata is never contacted', async () => {
  const values = { ...mailValues, host: '169.254.169.254' }
  const channel = channelRegistry({ agents }).open('email', values)
  expect(await failure(channel.send(aMessage(), patient))).toMatchObject({ fault: 'blocked' })
})

test.each([
  ['nobody listens', { host: '127.0.0.1', port: '1' }, 'refused'],
  ['no such host', { host: 'nobody.invalid' }, 'dns'],
])('%s: it may be tried again', async (_name, over, fault) => {
  const channel = channelRegistry({ agents }).open('email', { ...mailValues, ...over })
  const error = await failure(channel.send(aMessage(), patient))
  expect(error).toMatchObject({ fault, isFinal: false })
})

test('a server that turns away at the door may be tried again', async () => {
  const played = await playMail(agents, {
    onConnect: (_session, done) => done(smtpError(421, 'too many connections')),
  })
  const error = await failure(played.open().send(aMessage(), patient))
  expect(error).toMatchObject({ fault: 'failed', isFinal: false, detail: 'SMTP 421' })
})

test('a message that is refused as a whole is final', async () => {
  const played = await playMail(agents, {
    onData: (stream, _session, done) => {
      stream.resume()
      stream.on('end', () => done(smtpError(552, 'too big')))
    },
  })
  const error = await failure(played.open().send(aMessage(), patient))
  expect(error).toMatchObject({ fault: 'rejected', isFinal: true, detail: 'SMTP 552' })
})

test('a server that hangs up in the middle may be tried again', async () => {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 hello\r\n')
    socket.once('data', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as net.AddressInfo
  const values = { ...mailValues, port: String(port) }
  const channel = channelRegistry({ agents }).open('email', values)
  const error = await failure(channel.send(aMessage(), patient))
  expect(error).toMatchObject({ fault: 'refused', isFinal: false })
})

test('a server that never greets is left, and its connection closed', async () => {
  const server = await rawServer(() => {})
  const values = { ...mailValues, port: new URL(server.url).port }
  const channel = channelRegistry({ agents, limitMs: 200 }).open('email', values)
  expect((await failure(channel.send(aMessage(), patient))).fault).toBe('timeout')
  await server.allClosed()
})

test('mails about one incident make one thread, and a repetition keeps its id', async () => {
  const played = await playMail(agents)
  await played.open().send(aMessage(), patient)
  await played.open().send(aMessage({ id: 'message-8', severity: 'resolved' }), patient)
  await played.open().send(aMessage(), patient)
  const [alarm, allClear, repetition] = played.mails.map(({ raw }) => readMail(raw).headers)
  expect(alarm?.['references']).toMatch(/^<[0-9a-f]{32}@example\.com>$/)
  expect(alarm?.['references']).toBe(allClear?.['references'])
  expect(alarm?.['message-id']).toMatch(/^<[0-9a-f]{32}@example\.com>$/)
  expect(alarm?.['message-id']).not.toBe(allClear?.['message-id'])
  expect(repetition?.['message-id']).toBe(alarm?.['message-id'])
})

test('the HTML part says the same, with markup taken as text and the link as a link', async () => {
  const played = await playMail(agents)
  await played.open().send(aMessage({ lines: ['<b>1 & 2</b>', 'second'] }), patient)
  const { html } = readMail(played.mails[0]?.raw ?? '')
  expect(html).toContain('<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;<br>second</p>')
  expect(html).toContain('<a href="https://panel.example.com/servers/shop">')
})
