import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeFile } from '../support/dump-files.ts'
import { fieldsOf } from '../support/html-form.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')
const to = paths()
const dayMs = 86_400_000

let containers = 0
/** A container that keeps seven days, with one daily dump of five days. */
async function aContainer() {
  containers += 1
  const { server, sandbox } = await panel.aSandbox(
    { name: `Shop ${containers}` },
    { env: { BACKUP_KEEP_DAYS: '7' } },
  )
  const at = new Date(Date.now() - 5 * dayMs)
  await placeFile(sandbox.backupDir, 'shop-20261101.sql.gz', { slot: 'daily', at })
  const fields = fieldsOf((await ann.get(to.settings(server.id))).body)
  return { server, sandbox, fields }
}

describe('while the numbers of the retention change', () => {
  test('the files that would go are shown, in the container’s own arithmetic', async () => {
    const { server, sandbox, fields } = await aContainer()
    const answerTo = (days: string) =>
      ann.post(to.settingsRetention(server.id), { ...fields, 'value[BACKUP_KEEP_DAYS]': days })
    const harmless = await answerTo('5')
    expect([harmless.status, harmless.body.includes('<html')]).toEqual([200, false])
    expect(harmless.text).toContain('No file would be deleted because of it.')
    expect((await answerTo('4')).text).toContain('shop-20261101.sql.gz')
    expect(sandbox.traffic.count('PATCH')).toBe(0)
  })

  test('a container that cannot be reached is said, not a failure', async () => {
    const server = await panel.aServer({ name: 'Gone', baseUrl: 'http://127.0.0.1:1' })
    const answer = await ann.post(to.settingsRetention(server.id), {})
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('cannot be told')
  })
})

describe('a preview in place', () => {
  const secret = '67890:another'

  test('shows what would change, asks for no secret again, and hands none back', async () => {
    const { server, sandbox, fields } = await aContainer()
    const typed = { 'value[BACKUP_KEEP_DAYS]': '2', 'value[TELEGRAM_BOT_TOKEN]': secret }
    const answer = await ann.post(to.settingsPreview(server.id), { ...fields, ...typed })
    expect([answer.status, answer.body.includes('<html')]).toEqual([200, false])
    expect(answer.text).toContain('BACKUP_KEEP_DAYS')
    expect(answer.text).toContain('shop-20261101.sql.gz')
    expect(answer.text).toContain('a new value')
    expect(answer.body).not.toContain(secret)
    expect(answer.body).not.toContain('type="password"')
    expect(sandbox.traffic.count('PATCH')).toBe(0)
  })

  test('tells the page that asks of a change by somebody else, with theirs to go on from', async () => {
    const { server, sandbox, fields } = await aContainer()
    await sandbox.call('PATCH', '/config', { BACKUP_KEEP_DAYS: '30' })
    const mine = { ...fields, 'value[BACKUP_KEEP_DAYS]': '5' }
    const answer = await ann.post(to.settingsPreview(server.id), mine)
    expect(answer.text).toContain('Changed by somebody else meanwhile.')
    expect(answer.body).toContain(
      'data-conflict-of="setting-backup-keep-days" data-was="was[BACKUP_KEEP_DAYS]" data-theirs="30"',
    )
    expect(answer.text).not.toContain('What changes')
  })
})

describe('a switch', () => {
  const key = 'POSTGRES_DB_AUTODISCOVER'

  test('that is on is turned off by leaving its box out', async () => {
    const { server, sandbox, fields } = await aContainer()
    await sandbox.call('PATCH', '/config', { [key]: 'TRUE' })
    const shown: Record<string, string> = { ...fields, [`was[${key}]`]: 'TRUE' }
    const { [`value[${key}]`]: _, ...unticked } = shown
    const answer = await ann.post(to.settings(server.id), { ...unticked, intent: 'apply' })
    expect(answer.status).toBe(303)
    const { config } = (await (await sandbox.call('GET', '/config')).json()) as {
      config: Record<string, { value: string }>
    }
    expect(config[key]?.value).toBe('FALSE')
  })

  test('is none for a value that is neither on nor off, which stays', async () => {
    const { server, sandbox } = await panel.aSandbox({ name: 'Odd' }, { env: { [key]: 'maybe' } })
    const fields = fieldsOf((await ann.get(to.settings(server.id))).body)
    expect(fields[`value[${key}]`]).toBe('maybe')
    await ann.post(to.settings(server.id), { ...fields, intent: 'apply' })
    expect(sandbox.traffic.count('PATCH')).toBe(0)
  })
})
