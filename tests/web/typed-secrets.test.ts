import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { fieldsOf } from '../support/html-form.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')

const secret = '12345:typed-once'
const asked = 'Type it again if it should change: a secret is never sent back to the browser.'

let servers = 0
/** A form with a secret and a number in it, typed but not sent. */
async function typedForm() {
  servers += 1
  const { server, sandbox } = await panel.aSandbox({ name: `Shop ${servers}` })
  const path = paths().settings(server.id)
  const typed: Record<string, string> = {
    ...fieldsOf((await ann.get(path)).body),
    'value[TELEGRAM_BOT_TOKEN]': secret,
    'value[BACKUP_KEEP_DAYS]': '5',
  }
  return { path, sandbox, typed }
}

describe('a secret that was typed is asked for again, and nothing else is lost,', () => {
  test('when somebody else changed a setting meanwhile', async () => {
    const { path, sandbox, typed } = await typedForm()
    await sandbox.call('PATCH', '/config', { BACKUP_KEEP_DAYS: '30' })
    const answer = await ann.post(path, { ...typed, intent: 'apply' })
    expect([answer.status, sandbox.traffic.count('PATCH')]).toEqual([422, 1])
    expect(answer.text).toContain('Bot token: type it again')
    expect(answer.text.split(asked)).toHaveLength(2)
    expect(answer.body).not.toContain(secret)
    expect(fieldsOf(answer.body)['value[BACKUP_KEEP_DAYS]']).toBe('5')
  })

  test('when another field is wrong', async () => {
    const { path, typed } = await typedForm()
    const wrong = { ...typed, 'value[SCHEDULE]': 'often', intent: 'apply' }
    const answer = await ann.post(path, wrong)
    expect([answer.status, answer.text.includes(asked)]).toEqual([422, true])
  })

  test('when the person goes back from the preview', async () => {
    const { path, typed } = await typedForm()
    const preview = await ann.post(path, { ...typed, intent: 'preview' })
    const answer = await ann.post(path, { ...fieldsOf(preview.body), intent: 'edit' })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Not everything could be kept')
    expect(answer.text).toContain(asked)
    expect(fieldsOf(answer.body)['value[BACKUP_KEEP_DAYS]']).toBe('5')
  })

  test('when it is left out on the preview, where nothing is applied without it', async () => {
    const { path, sandbox, typed } = await typedForm()
    const preview = await ann.post(path, { ...typed, intent: 'preview' })
    const fields = { ...fieldsOf(preview.body), 'value[TELEGRAM_BOT_TOKEN]': '', intent: 'apply' }
    const answer = await ann.post(path, fields)
    expect([answer.status, sandbox.traffic.count('PATCH')]).toEqual([422, 0])
    expect(answer.text).toContain('Bot token: Type the new value once more.')
  })
})

test('a secret that nobody typed is not asked for', async () => {
  const { path, typed } = await typedForm()
  const answer = await ann.post(path, {
    ...typed,
    'value[TELEGRAM_BOT_TOKEN]': '',
    'value[SCHEDULE]': 'often',
  })
  expect([answer.status, answer.text.includes(asked)]).toEqual([422, false])
})
