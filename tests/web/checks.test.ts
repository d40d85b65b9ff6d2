import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')
const to = paths()

async function errorsOf(path: string, form: Record<string, string>) {
  const answer = await ann.post(path, form)
  expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store'])
  return (JSON.parse(answer.body) as { errors: Record<string, string> }).errors
}

const form = {
  name: 'New',
  baseUrl: 'http://10.0.0.5:8080',
  token: 'a-token',
  timeoutSeconds: '7',
  tags: 'prod',
}

describe('the form of a server, while it is filled in', () => {
  test('has nothing wrong with it when saving would take it, and saves nothing', async () => {
    expect(await errorsOf(to.newServerCheck(), form)).toEqual({})
    expect(await panel.services.servers.list()).toEqual([])
  })

  test.each([
    [{ name: ' ' }, { name: 'Enter a name.' }],
    [{ timeoutSeconds: '0' }, { timeoutSeconds: 'The timeout must be at least 1 second.' }],
    [{ baseUrl: 'ftp://x' }, { baseUrl: 'Start the URL with http:// or https://.' }],
    [
      { baseUrl: 'http://169.254.169.254' },
      { baseUrl: expect.stringContaining('The panel never contacts it') },
    ],
    [{ token: '' }, { token: 'Enter the token.' }],
  ])('is told of %o in the words of saving it', async (wrong, errors) => {
    expect(await errorsOf(to.newServerCheck(), { ...form, ...wrong })).toEqual(errors)
  })

  test('is told that a name is taken, but not by the server itself', async () => {
    const server = await panel.aServer({ name: 'Taken', baseUrl: form.baseUrl })
    const named = { ...form, name: ' TAKEN ' }
    expect(await errorsOf(to.newServerCheck(), named)).toEqual({
      name: 'There is a server called Taken already.',
    })
    expect(await errorsOf(to.serverCheck(server.id), named)).toEqual({})
  })

  test('is asked for the token again when the address of a server changes', async () => {
    const server = await panel.aServer({ name: 'Moving', baseUrl: form.baseUrl })
    const moved = { ...form, name: 'Moving', token: '', baseUrl: 'http://10.0.0.6:8080' }
    expect(await errorsOf(to.serverCheck(server.id), moved)).toEqual({
      token: expect.stringContaining('enter the token again'),
    })
  })
})

describe('the form for somebody new, while it is filled in', () => {
  const gina = { username: 'gina', role: 'operator' }

  test('needs no password to be judged, and adds nobody', async () => {
    expect(await errorsOf(to.newUserCheck(), gina)).toEqual({})
    expect(await panel.stores.users.findWithPassword('gina')).toBeNull()
  })

  test.each([
    [{ username: '' }, { username: 'Enter a username.' }],
    [{ username: 'two words' }, { username: 'A username has no spaces.' }],
    [{ username: ' OTTO ' }, { username: 'There is somebody called OTTO already.' }],
    [{ role: 'god' }, { role: 'Choose a role.' }],
  ])('is told of %o in the words of adding them', async (wrong, errors) => {
    expect(await errorsOf(to.newUserCheck(), { ...gina, ...wrong })).toEqual(errors)
  })
})

describe('a restore, while it is being prepared', () => {
  const asked = async (form: Record<string, string>) => {
    const server = (await panel.stores.servers.findNamed('Restorer')) ?? (await restorer())
    return errorsOf(to.restoreCheck(server.id), form)
  }
  const restorer = () => panel.aServer({ name: 'Restorer' })
  const backupId = 'last:shop-20261101.sql.gz'

  test('may go into any database that the container can name', async () => {
    expect(await asked({ backupId, targetDb: 'not a name' })).toEqual({
      targetDb: expect.stringContaining('Use 1 to 63 letters'),
      confirmation: 'Type Restorer/not a name to confirm.',
    })
    expect(await asked({ backupId, targetDb: '' })).toEqual({
      targetDb: 'Name the database to restore into.',
    })
  })

  test('is meant only by whoever types the phrase', async () => {
    const form = { backupId, targetDb: 'shop' }
    expect(await asked({ ...form, confirmation: 'Restorer/shop ' })).toEqual({})
    expect(await asked({ ...form, confirmation: 'Restorer' })).toEqual({
      confirmation: 'Type Restorer/shop to confirm.',
    })
  })

  test('is told of a wrong message beside the field for it', async () => {
    expect(await asked({ telegramMessageId: 'x' })).toHaveProperty(
      'telegramMessageId',
      'A Telegram message ID is a whole number, 1 or more.',
    )
  })
})

describe('settings, while they are filled in', () => {
  const check = async (fields: Record<string, string>) => {
    names += 1
    const server = await panel.aServer({ name: `Shop ${names}` })
    return errorsOf(to.settingsCheck(server.id), fields)
  }
  let names = 0

  test('are held to the container’s own rules, without asking it', async () => {
    const fields = {
      'was[BACKUP_KEEP_DAYS]': '7',
      'value[BACKUP_KEEP_DAYS]': '-1',
      'was[SCHEDULE]': '@daily',
      'value[SCHEDULE]': 'often',
    }
    expect(await check(fields)).toEqual({
      'value[BACKUP_KEEP_DAYS]': 'Must be a whole number, 0 or more.',
      'value[SCHEDULE]': expect.any(String),
    })
  })

  test('may hold an odd value as long as nobody changes it', async () => {
    const notify = 'TELEGRAM_NOTIFY_ON'
    expect(await check({ [`was[${notify}]`]: 'none', [`value[${notify}]`]: 'none' })).toEqual({})
    expect(await check({ [`was[${notify}]`]: 'none', [`value[${notify}]`]: 'no' })).not.toEqual({})
  })

  test('take an empty secret for one that stays', async () => {
    expect(await check({ 'value[TELEGRAM_API_ID]': '' })).toEqual({})
    expect(await check({ 'value[TELEGRAM_API_ID]': 'x' })).toHaveProperty('value[TELEGRAM_API_ID]')
  })

  test.each(['', 'a=b&a=c', 'value[__proto__]=x', 'value[]=', '%00=%00'])(
    'of nonsense are no fault of ours: %j',
    async (body) => {
      const server = await panel.aServer({ name: `Odd ${encodeURIComponent(body)}` })
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await ann.send(to.settingsCheck(server.id), { method: 'POST', body, headers })
      expect(answer.status).toBe(200)
    },
  )
})
