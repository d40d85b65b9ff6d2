import { describe, expect, test } from 'vitest'
import { restoreForm } from '../../../../src/web/forms/restore.ts'
import { refusedProgress, restoreProgress } from '../../../../src/web/forms/restore-step.ts'
import { type RestoreInput, restoreView } from '../../../../src/web/views/restores/restore.ts'
import { aFile, at, inAllSlots } from '../../../core/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aFault, aList, anOperation, aSubject, aViewer } from '../builders.ts'

const dump = aFile()
const rules = {
  serverName: 'Shop',
  isTargetName: (name: string) => name !== '1shop',
  canRestoreFromTelegram: true,
}

/** As the page is after these answers in its URL. */
function asked(query: Record<string, string>) {
  return { progress: restoreProgress(query, rules), backupId: query['backup'] ?? null }
}

/** As it is after a form that could not be accepted. */
function refused(fields: Record<string, string>) {
  const form = restoreForm(fields, rules)
  if (form.ok) throw new Error('the form was accepted')
  return { progress: refusedProgress(form), backupId: fields['backupId'] ?? null }
}

const unchosen: RestoreInput = {
  ...aSubject(),
  list: aList(inAllSlots()),
  backupId: null,
  text: '',
  canRestoreFromTelegram: true,
  suggestedTarget: '',
  existing: ['shop'],
  operations: [],
  progress: restoreProgress({}, rules),
}
const chosen = { ...asked({ backup: dump.id }), suggestedTarget: 'shop_restored_20261120' }

function viewOf(changes: Partial<RestoreInput> = {}) {
  return restoreView({ ...unchosen, ...changes }, aViewer())
}

function html(changes: Partial<RestoreInput> = {}) {
  return renderStrictly('restores/new', viewOf(changes))
}

describe('restore page', () => {
  test('lets a dump be picked when none is chosen', () => {
    const view = viewOf()
    expect(view.picker?.rows[0]?.href).toBe(
      '/base/servers/s1/restores/new?backup=last%3Ashop-20261120-215606.sql.gz',
    )
    expect(html()).toContain('Choose a dump')
  })

  test('narrows the picker, and says when nothing matches', () => {
    expect(viewOf({ text: 'zzz' }).picker).toMatchObject({ rows: [], empty: 'no-match' })
    expect(html({ text: 'zzz' })).toContain('No dump matches.')
  })

  test('shows age, size and the verdict of the run that made the chosen dump', () => {
    const run = anOperation({ verdict: 'partial', endedAt: at('21:56:10') })
    const { source } = viewOf({ ...chosen, operations: [run] })
    expect(source).toMatchObject({ database: 'shop', size: '1.2 MB', badge: { text: 'Partial' } })
    expect(source?.age?.text).toBe('1 hour ago')
  })

  test('warns of a file whose run seems to have broken off', () => {
    const cut = aFile({ name: 'shop-20261120-223000.sql.gz', modifiedAt: at('22:30:00') })
    const list = aList([...inAllSlots(), cut])
    const { source } = viewOf({ list, ...asked({ backup: cut.id }) })
    expect(source?.warnings.join(' ')).toContain('it may be cut short')
    expect(viewOf({ ...chosen, list }).source?.warnings).toEqual([])
  })

  test('knows the run of a dump that was finished in the second in which it was asked for', () => {
    const startedAt = new Date(at('21:56:08').getTime() + 300)
    const run = anOperation({ verdict: 'verified', startedAt, endedAt: at('21:56:08') })
    expect(viewOf({ ...chosen, operations: [run] }).source?.badge?.text).toBe('Verified')
  })

  test('of runs that waited for each other, takes the first to end after the dump', () => {
    const own = anOperation({ verdict: 'partial', endedAt: at('21:56:10') })
    const next = anOperation({ verdict: 'verified', endedAt: at('21:56:20') })
    expect(viewOf({ ...chosen, operations: [next, own] }).source?.badge?.text).toBe('Partial')
  })

  test('claims no verdict for a dump whose run nobody watched', () => {
    const other = anOperation({ verdict: 'verified', endedAt: at('21:56:06') })
    expect(viewOf({ ...chosen, operations: [other] }).source?.badge).toBeNull()
    expect(html({ ...chosen, operations: [other] })).toContain('Not watched')
  })

  test('knows a dump by any of its slots', () => {
    const view = viewOf(asked({ backup: 'weekly:shop-202647.sql.gz' }))
    expect(view.source?.backupId).toBe('weekly:shop-202647.sql.gz')
  })

  test('asks next for the target, and begins with a new name', () => {
    const view = viewOf(chosen)
    expect(view.target?.field).toMatchObject({ value: 'shop_restored_20261120', warning: null })
    expect([view.picker, view.confirmation]).toEqual([null, null])
    expect(html(chosen)).toContain('name="backup" value="last:shop-20261120-215606.sql.gz"')
  })

  test('asks again when the name of the target cannot be one', () => {
    const view = viewOf(asked({ backup: dump.id, targetDb: '1shop' }))
    expect(view.target?.field.value).toBe('1shop')
    expect(view.summary?.errors[0]?.href).toBe('#f-targetDb')
    expect(viewOf(asked({ backup: dump.id, targetDb: '' })).target?.field.error).toContain('Name')
  })

  test('says last what will happen, and asks for server and database to be typed', () => {
    const page = html(asked({ backup: dump.id, targetDb: 'fresh' }))
    expect(page).toContain('Restore into fresh?')
    expect(page).toContain('The server creates it and replays shop-20261120-215606.sql.gz into it.')
    expect(page).toContain('shop itself is not touched.')
    expect(page).toContain('Shop/fresh')
    expect(page).not.toContain('has-error')
  })

  test('promises nothing of a dump for which the server ignores the target', () => {
    const list = aList([aFile({ name: 'cluster-20261120-215606.sql.gz', database: 'cluster' })])
    const query = { backup: 'last:cluster-20261120-215606.sql.gz', targetDb: 'fresh' }
    const page = html({ ...asked(query), list })
    expect(page).toContain('ignores the target')
    expect(page).not.toContain('not touched')
  })

  test('warns when the target exists, and keeps everything typed', () => {
    const page = html(refused({ backupId: dump.id, targetDb: 'shop', confirmation: 'Shop/sh' }))
    expect(page).toContain('shop exists')
    expect(page).toContain('value="Shop/sh"')
    expect(page).toContain('name="targetDb" value="shop"')
    expect(page).toContain('Type Shop/shop to confirm.')
  })

  test('leads back to each question that is answered', () => {
    const { steps } = viewOf(asked({ backup: dump.id, targetDb: 'fresh' }))
    expect(steps.map(({ href }) => href)).toEqual([
      '/base/servers/s1/restores/new',
      '/base/servers/s1/restores/new?backup=last%3Ashop-20261120-215606.sql.gz',
      null,
    ])
    expect(steps.map(({ isCurrent }) => isCurrent)).toEqual([false, false, true])
  })

  test('warns of an empty dump', () => {
    expect(html({ ...chosen, list: aList([aFile({ sizeBytes: 0 })]) })).toContain(
      'nothing to restore',
    )
  })

  test('says that the chosen dump is gone, and offers the others', () => {
    const view = viewOf(asked({ backup: 'last:gone.sql.gz' }))
    expect(view.source).toBeNull()
    expect(view.picker?.note).toContain('no longer on the server')
  })

  test('keeps the form when the list of dumps cannot be read', () => {
    const page = html({ ...chosen, list: aFault('timeout') })
    expect(page).toContain('The server did not answer in time')
    expect(page).toContain('name="targetDb"')
    expect(page).not.toContain('no dump yet')
  })

  test('asks for a Telegram message only where the server can restore from one', () => {
    expect(html()).toContain('name="telegramMessageId"')
    expect(html({ canRestoreFromTelegram: false })).not.toContain('telegramMessageId')
    expect(html(chosen)).not.toContain('telegramMessageId')
  })

  test('asks for no Telegram message where nothing of the server answers', () => {
    expect(html({ list: aFault('broken-reply') })).toContain('telegramMessageId')
    for (const fault of ['refused', 'token-refused', 'paused'] as const) {
      expect(html({ list: aFault(fault) })).not.toContain('telegramMessageId')
    }
  })

  test('takes a Telegram message through the same questions', () => {
    expect(html(asked({ telegramMessageId: '42' }))).toContain(
      'name="telegramMessageId" value="42"',
    )
    const page = html(asked({ telegramMessageId: '42', targetDb: 'fresh' }))
    expect(page).toContain('replays Telegram message 42 into it')
    const wrong = viewOf(asked({ telegramMessageId: '-1', targetDb: 'fresh' }))
    expect(wrong.telegram).toMatchObject({ targetDb: 'fresh', field: { value: '-1' } })
  })
})
