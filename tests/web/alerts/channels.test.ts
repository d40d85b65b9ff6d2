import { describe, expect, test } from 'vitest'
import { aReceiver } from '../../support/alert-scene.ts'
import { aPanel } from '../../support/panel.ts'

const aWebhook = (url: string) => ({
  kind: 'webhook',
  name: 'On call',
  enabled: 'on',
  'value-url': url,
  'value-method': 'POST',
  'value-verifyTls': 'on',
})

test('one form is enough to be told: a first rule comes with the first channel', async () => {
  await using panel = await aPanel()
  const ann = await panel.signIn('ann')
  const receiver = await aReceiver()
  expect((await ann.get('/alerts')).text).toContain('Nobody is told of anything yet.')
  const added = await ann.post('/alerts/channels', aWebhook(receiver.url))
  expect([added.status, added.headers.location]).toEqual([303, '/alerts/channels'])
  expect((await ann.get('/alerts/channels')).text).toContain('On call Not used yet Webhook')
  expect((await ann.get('/alerts/rules')).text).toContain('Everything that matters On')
  const acts = (await panel.audit()).map(({ action, target }) => [action, target.name])
  expect(acts.slice(-2)).toEqual([
    ['alert.create-channel', 'On call'],
    ['alert.create-rule', 'Everything that matters'],
  ])
})

describe('the form of a channel', () => {
  test('is offered for every kind', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    const choice = await ann.get('/alerts/channels/new')
    for (const { kind, label } of panel.services.alerts.channels.kinds) {
      expect(choice.text).toContain(label)
      const { status, text } = await ann.get(`/alerts/channels/new?kind=${kind}`)
      expect([kind, status]).toEqual([kind, 200])
      expect(text).toContain(`Add a channel: ${label}`)
    }
    expect((await ann.get('/alerts/channels/new?kind=pigeon')).status).toBe(404)
  })

  test('keeps what was typed and says what is wrong', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    const typed = { ...aWebhook(''), 'value-template': '{"text": "{{nonsense}}"}' }
    const { status, body, text } = await ann.post('/alerts/channels', typed)
    expect(status).toBe(422)
    expect(body).toContain('value="On call"')
    expect(body).toContain('{{nonsense}}')
    expect(text).toContain('Please check what was entered URL: Fill this in.')
  })

  test('a name that is taken is said beside it', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    await ann.post('/alerts/channels', aWebhook('http://127.0.0.1:9/x'))
    const again = await ann.post('/alerts/channels', aWebhook('http://127.0.0.1:9/x'))
    expect(again.status).toBe(422)
    expect(again.text).toContain('There is a channel called On call already.')
  })
})

describe('what is secret', () => {
  test('is on no page and in no log, and stays when its field is left empty', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    const receiver = await aReceiver()
    await ann.post('/alerts/channels', {
      ...aWebhook(receiver.url),
      'value-secret': 'sssh'.repeat(5),
    })
    const [channel] = await panel.stores.alerts.channels.list()
    const page = `/alerts/channels/${channel?.id}`
    const edit = await ann.get(page)
    for (const text of [edit.body, JSON.stringify(channel), panel.logged.join('\n')]) {
      expect(text).not.toContain('hook-7f3b')
      expect(text).not.toContain('ssshsssh')
    }
    expect(edit.text).toContain('Set Replace URL')
    const changed = { ...aWebhook(''), name: 'Renamed' }
    expect((await ann.post(page, changed)).status).toBe(303)
    const secrets = await panel.stores.alerts.channels.secrets(channel?.id ?? '')
    expect(secrets).toMatchObject({ url: receiver.url, secret: 'sssh'.repeat(5) })
    await ann.post(page, { ...changed, 'clear-secret': 'on' })
    const cleared = await panel.stores.alerts.channels.secrets(channel?.id ?? '')
    expect(cleared).toMatchObject({ url: receiver.url, secret: '' })
  })

  test('goes to no other address unseen', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    const ntfy = {
      ...{ kind: 'ntfy', name: 'Phone', enabled: 'on', 'value-topic': 'backups' },
      ...{
        'value-server': 'https://ntfy.example',
        'value-token': 'tk_1',
        'value-criticalPriority': '5',
      },
    }
    expect((await ann.post('/alerts/channels', ntfy)).status).toBe(303)
    const [channel] = await panel.stores.alerts.channels.list()
    const elsewhere = { ...ntfy, 'value-server': 'https://evil.example', 'value-token': '' }
    const answer = await ann.post(`/alerts/channels/${channel?.id}`, {
      ...elsewhere,
      'value-topic': '',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('The address has changed: enter this again')
  })

  test('is asked for again where it was typed, when the form comes back', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    const again = 'Type it again: a secret is never sent back to the browser.'
    const receiver = await aReceiver()
    const typed = { ...aWebhook(receiver.url), name: '' }
    const added = await ann.post('/alerts/channels', typed)
    expect([added.status, added.text.split(again).length - 1]).toEqual([422, 1])
    expect((await ann.post('/alerts/channels/new/tests', typed)).text).toContain(again)
    await ann.post('/alerts/channels', aWebhook(receiver.url))
    const [channel] = await panel.stores.alerts.channels.list()
    const page = `/alerts/channels/${channel?.id}`
    const changed = await ann.post(page, { ...typed, 'value-headers': 'X-Team: ops' })
    expect([changed.status, changed.text.split(again).length - 1]).toEqual([422, 1])
    const untouched = await ann.post(page, { ...aWebhook(''), name: '' })
    expect([untouched.status, untouched.text.includes(again)]).toEqual([422, false])
  })
})

describe('what came of the last message', () => {
  /** A channel to which messages went, and how its line in the list then reads. */
  async function used(error: string | null) {
    const panel = await aPanel()
    const ann = await panel.signIn('ann')
    await ann.post('/alerts/channels', aWebhook('http://127.0.0.1:9/x'))
    const [channel] = await panel.stores.alerts.channels.list()
    await panel.database.pool.query(
      'update alert_channels set last_sent_at = now(), last_error = $1',
      [error],
    )
    return {
      list: async () => (await ann.get('/alerts/channels')).text,
      save: (changes: Record<string, string>) =>
        ann.post(`/alerts/channels/${channel?.id}`, { ...aWebhook(''), ...changes }),
      [Symbol.asyncDispose]: () => panel[Symbol.asyncDispose](),
    }
  }

  test('says that the channel works, until it is given another address', async () => {
    await using channel = await used(null)
    expect(await channel.list()).toContain('On call Works')
    await channel.save({ 'value-url': 'http://127.0.0.1:9/y' })
    expect(await channel.list()).toContain('On call Not used yet')
  })

  test('keeps a failing channel red when only its name is another', async () => {
    await using channel = await used('The connection was refused')
    await channel.save({ name: 'Renamed' })
    expect(await channel.list()).toMatch(/Renamed Fails .* The connection was refused/)
  })

  test('is forgotten when an open value is another, as it was not of this way', async () => {
    await using channel = await used('The receiver did not accept the method')
    await channel.save({ 'value-method': 'PUT' })
    expect(await channel.list()).toContain('On call Not used yet')
    expect(await channel.list()).not.toContain('Works')
  })
})

describe('the test button', () => {
  test('really sends, before anything is saved', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    const receiver = await aReceiver()
    const { status, text } = await ann.post('/alerts/channels/new/tests', aWebhook(receiver.url))
    expect(status).toBe(200)
    expect(text).toContain('The receiver accepted the test message')
    expect(receiver.titles()).toEqual(['Test message'])
    expect(await panel.stores.alerts.channels.list()).toEqual([])
  })

  test('says what went wrong and what to do, with the stored secrets', async () => {
    await using panel = await aPanel()
    const ann = await panel.signIn('ann')
    const receiver = await aReceiver([404])
    await ann.post('/alerts/channels', aWebhook(receiver.url))
    const [channel] = await panel.stores.alerts.channels.list()
    const { text } = await ann.post(`/alerts/channels/${channel?.id}/tests`, aWebhook(''))
    expect(text).toContain('The receiver does not know this destination (HTTP 404)')
    expect(text).toContain('it may have been deleted or renamed')
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'alert.test-channel',
      outcome: 'failed',
    })
  })
})

test('a channel is deleted after a page that says what follows', async () => {
  await using panel = await aPanel()
  const ann = await panel.signIn('ann')
  await ann.post('/alerts/channels', aWebhook('http://127.0.0.1:9/x'))
  const [channel] = await panel.stores.alerts.channels.list()
  const page = `/alerts/channels/${channel?.id}/removal`
  expect((await ann.get(page)).text).toContain('Rules stay, without it.')
  await ann.post(page)
  expect(await panel.stores.alerts.channels.list()).toEqual([])
  expect((await ann.get('/alerts/rules')).text).toContain('Tells nobody')
})

test('a viewer sees the problems, but neither channels nor messages', async () => {
  await using panel = await aPanel()
  const vera = await panel.signIn('vera')
  const { status, text } = await vera.get('/alerts')
  expect(status).toBe(200)
  expect(text).toContain('Nothing is wrong that the panel knows of.')
  expect(text).not.toContain('Messages')
  expect((await vera.get('/alerts/channels')).status).toBe(403)
})
