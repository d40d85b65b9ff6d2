import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeFile } from '../support/dump-files.ts'
import { fieldsOf } from '../support/html-form.ts'
import { aPanel } from '../support/panel.ts'
import { httpServer, json } from '../support/scripted-server.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')
const to = paths()

let servers = 0
/** A container with settings of its own, and the path of its page. */
async function aContainer(env: Record<string, string> = {}) {
  servers += 1
  const { server, sandbox } = await panel.aSandbox({ name: `Shop ${servers}` }, { env })
  const config = async () => {
    const reply = await (await sandbox.call('GET', '/config')).json()
    return (reply as { config: Record<string, { value?: string; source: string; set?: boolean }> })
      .config
  }
  return { server, sandbox, path: to.settings(server.id), config }
}

describe('the settings page', () => {
  test('sent back untouched changes nothing, not even values that the form cannot express', async () => {
    const { sandbox, path, config } = await aContainer({
      TELEGRAM_NOTIFY_ON: 'never, please',
      SCHEDULE: '*/5 * * * *',
      POSTGRES_DB_EXCLUDE: 'a"b&c\'d',
    })
    const before = await config()
    const page = await ann.get(path)
    const fields = fieldsOf(page.body)
    expect(fields['value[TELEGRAM_NOTIFY_ON]']).toBe('never, please')
    const answer = await ann.post(path, { ...fields, intent: 'apply' })
    expect([answer.status, answer.headers.location]).toEqual([303, path])
    expect((await ann.get(path)).text).toContain('Nothing was changed.')
    expect(sandbox.traffic.count('PATCH')).toBe(0)
    expect(await config()).toEqual(before)
  })

  test('sends only the keys that were changed', async () => {
    const patches: string[] = []
    const { sandbox } = await aContainer()
    const proxy = await httpServer(async (req, res) => {
      const body = proxy.requests.at(-1)?.body
      if (req.method === 'PATCH') patches.push(String(body))
      const answer = await sandbox.call(
        req.method ?? '',
        req.url ?? '',
        body ? JSON.parse(body) : undefined,
      )
      json(res, answer.status, await answer.json())
    })
    const server = await panel.aServer({ name: 'Behind a proxy', baseUrl: proxy.url })
    const path = to.settings(server.id)
    const fields = fieldsOf((await ann.get(path)).body)
    const changes = { 'value[BACKUP_KEEP_DAYS]': '9', intent: 'apply' }
    expect((await ann.post(path, { ...fields, ...changes })).status).toBe(303)
    expect(patches).toEqual(['{"BACKUP_KEEP_DAYS":"9"}'])
  })

  test('shows first what a change would do, and then applies it', async () => {
    const { sandbox, path, config } = await aContainer({ BACKUP_KEEP_DAYS: '7' })
    const old = new Date(Date.now() - 5 * 86_400_000)
    await placeFile(sandbox.backupDir, 'shop-20261101.sql.gz', { slot: 'daily', at: old })
    const fields = fieldsOf((await ann.get(path)).body)
    const changes = { 'value[BACKUP_KEEP_DAYS]': '2', 'value[SCHEDULE]': '@hourly' }
    const preview = await ann.post(path, { ...fields, ...changes, intent: 'preview' })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('Nothing is applied yet.')
    expect(preview.text).toContain('shop-20261101.sql.gz')
    expect(preview.text).toContain('Next runs')
    expect(sandbox.traffic.count('PATCH')).toBe(0)
    const applied = await ann.post(path, { ...fieldsOf(preview.body), intent: 'apply' })
    expect(applied.status).toBe(303)
    expect((await config())['BACKUP_KEEP_DAYS']).toEqual({ value: '2', source: 'override' })
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'settings.update',
      actor: { username: 'ann' },
      outcome: 'done',
    })
  })

  test('goes back from the preview to the form with everything that was typed', async () => {
    const { path } = await aContainer()
    const fields = fieldsOf((await ann.get(path)).body)
    const changes = { 'value[BACKUP_KEEP_DAYS]': '3', intent: 'preview' }
    const preview = await ann.post(path, { ...fields, ...changes })
    const back = await ann.post(path, { ...fieldsOf(preview.body), intent: 'edit' })
    expect(back.status).toBe(200)
    expect(fieldsOf(back.body)['value[BACKUP_KEEP_DAYS]']).toBe('3')
  })

  test('tells of a change by somebody else, shows theirs and yours, and then lets yours win', async () => {
    const { sandbox, path, config } = await aContainer()
    const fields = fieldsOf((await ann.get(path)).body)
    await sandbox.call('PATCH', '/config', { BACKUP_KEEP_DAYS: '30' })
    const mine = { ...fields, 'value[BACKUP_KEEP_DAYS]': '5', intent: 'apply' }
    const answer = await ann.post(path, mine)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Changed by somebody else meanwhile.')
    expect((await config())['BACKUP_KEEP_DAYS']?.value).toBe('30')
    const again = { ...fieldsOf(answer.body), intent: 'apply' }
    expect(again['value[BACKUP_KEEP_DAYS]' as keyof typeof again]).toBe('5')
    expect((await ann.post(path, again)).status).toBe(303)
    expect((await config())['BACKUP_KEEP_DAYS']?.value).toBe('5')
  })

  test('leaves alone what somebody else changed and nobody changed here', async () => {
    const { sandbox, path, config } = await aContainer()
    const fields = fieldsOf((await ann.get(path)).body)
    await sandbox.call('PATCH', '/config', { BACKUP_KEEP_DAYS: '30' })
    const mine = { ...fields, 'value[BACKUP_KEEP_WEEKS]': '5', intent: 'apply' }
    expect((await ann.post(path, mine)).status).toBe(303)
    const now = await config()
    expect([now['BACKUP_KEEP_DAYS']?.value, now['BACKUP_KEEP_WEEKS']?.value]).toEqual(['30', '5'])
  })

  test('says what is wrong beside the field, keeps the rest, and sends nothing', async () => {
    const { sandbox, path } = await aContainer()
    const fields = fieldsOf((await ann.get(path)).body)
    const typed = {
      ...fields,
      'value[BACKUP_KEEP_DAYS]': '-1',
      'value[SCHEDULE]': 'often',
      'value[POSTGRES_DB]': 'one,two',
      intent: 'apply',
    }
    const answer = await ann.post(path, typed)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Must be a whole number, 0 or more.')
    const shown = fieldsOf(answer.body)
    for (const key of ['BACKUP_KEEP_DAYS', 'SCHEDULE', 'POSTGRES_DB'] as const) {
      expect(shown[`value[${key}]`]).toBe(typed[`value[${key}]`])
    }
    expect(sandbox.traffic.count('PATCH')).toBe(0)
  })

  test('refused by the server keeps everything typed, and says why', async () => {
    const { sandbox } = await aContainer()
    const proxy = await httpServer(async (req, res) => {
      const isChange = req.method === 'PATCH'
      const answer = await sandbox.call('GET', req.url ?? '')
      json(res, isChange ? 500 : 200, isChange ? { error: 'disk full' } : await answer.json())
    })
    const server = await panel.aServer({ name: 'Full disk', baseUrl: proxy.url })
    const path = to.settings(server.id)
    const fields = fieldsOf((await ann.get(path)).body)
    const typed = { ...fields, 'value[SCHEDULE]': '@hourly', 'value[POSTGRES_DB]': 'typed' }
    const answer = await ann.post(path, { ...typed, intent: 'apply' })
    expect(answer.status).toBe(502)
    expect(answer.text).toContain('disk full')
    expect(fieldsOf(answer.body)['value[POSTGRES_DB]']).toBe('typed')
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'settings.update',
      outcome: 'failed',
    })
  })
})

describe('a secret setting', () => {
  const secret = '12345:the-bot-token'

  test('is shown as set or not set, and travels only towards the server', async () => {
    const { path, config } = await aContainer({ TELEGRAM_BOT_TOKEN: secret })
    const page = await ann.get(path)
    expect(page.body).not.toContain(secret)
    const replaced = '67890:another'
    const fields = { ...fieldsOf(page.body), 'value[TELEGRAM_BOT_TOKEN]': replaced }
    const preview = await ann.post(path, { ...fields, intent: 'preview' })
    expect(preview.text).toContain('Type it once more')
    expect(preview.body).not.toContain(replaced)
    const typedAgain = { ...fieldsOf(preview.body), 'value[TELEGRAM_BOT_TOKEN]': replaced }
    const applied = await ann.post(path, { ...typedAgain, intent: 'apply' })
    expect(applied.status).toBe(303)
    expect((await config())['TELEGRAM_BOT_TOKEN']).toEqual({ set: true, source: 'override' })
    expect(JSON.stringify(await panel.audit())).not.toContain(replaced)
    expect(panel.logged.join('')).not.toContain(replaced)
  })

  test('is not handed back when another field is wrong', async () => {
    const { path } = await aContainer()
    const fields = fieldsOf((await ann.get(path)).body)
    const typed = { 'value[TELEGRAM_BOT_TOKEN]': secret, 'value[BACKUP_KEEP_DAYS]': 'x' }
    const answer = await ann.post(path, { ...fields, ...typed, intent: 'apply' })
    expect(answer.status).toBe(422)
    expect(answer.body).not.toContain(secret)
  })

  test('stays as it is when its field is empty', async () => {
    const { sandbox, path } = await aContainer({ TELEGRAM_BOT_TOKEN: secret })
    const fields = fieldsOf((await ann.get(path)).body)
    await ann.post(path, { ...fields, 'value[BACKUP_KEEP_DAYS]': '8', intent: 'apply' })
    const kept = await readFile(`${sandbox.backupDir}/.runtime-config.json`, 'utf8').catch(() => '')
    expect(kept).not.toContain('TELEGRAM_BOT_TOKEN')
  })
})

describe('resetting an override', () => {
  test('brings the container’s own value back', async () => {
    const { sandbox, path, server, config } = await aContainer()
    await sandbox.call('PATCH', '/config', { BACKUP_KEEP_DAYS: '30' })
    const answer = await ann.post(to.settingRemoval(server.id, 'BACKUP_KEEP_DAYS'))
    expect([answer.status, answer.headers.location]).toEqual([303, path])
    expect((await config())['BACKUP_KEEP_DAYS']).toEqual({ value: '7', source: 'base' })
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'settings.reset',
      target: { kind: 'setting', id: server.id, name: 'BACKUP_KEEP_DAYS' },
      outcome: 'done',
    })
  })

  test.each(['BACKUP_KEEP_DAYS', 'PATH', '..', 'a/b', '\0'])(
    'that is none is no fault of ours: %j',
    async (key) => {
      const { server } = await aContainer()
      const answer = await ann.post(to.settingRemoval(server.id, key))
      expect([404, 502]).toContain(answer.status)
    },
  )
})

describe('what a schedule means', () => {
  test('is told while it is typed', async () => {
    const { server } = await aContainer()
    const answer = await ann.get(`${to.settingsSchedule(server.id)}?value=%40daily&offset=0`)
    expect([answer.status, answer.body.includes('<html')]).toEqual([200, false])
    expect(answer.text).toContain('Next run')
  })

  test.each([
    '',
    '?value=nonsense',
    '?value=60+*+*+*+*',
    '?value=%40every+1x&offset=abc',
    '?value=a&value=b',
  ])('of nonsense is a sentence, not an error: %s', async (query) => {
    const { server } = await aContainer()
    expect((await ann.get(to.settingsSchedule(server.id) + query)).status).toBe(200)
  })
})
