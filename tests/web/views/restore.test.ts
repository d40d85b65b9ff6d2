import { describe, expect, test } from 'vitest'
import { restoreForm } from '../../../src/web/forms/restore.ts'
import { type RestoreInput, restoreView } from '../../../src/web/views/restore.ts'
import { aFile, at, inAllSlots } from '../../core/builders.ts'
import { renderStrictly } from '../../support/strict-view.ts'
import { aFault, aList, anOperation, aSubject, aViewer } from './builders.ts'

const dump = aFile()
const unchosen: RestoreInput = {
  ...aSubject(),
  list: aList(inAllSlots()),
  backupId: null,
  text: '',
  canRestoreFromTelegram: true,
  suggestedTarget: '',
  existing: ['shop'],
  operations: [],
  form: null,
}
const chosen = { backupId: dump.id, suggestedTarget: 'shop_restored_20261120' }

function viewOf(changes: Partial<RestoreInput> = {}) {
  return restoreView({ ...unchosen, ...changes }, aViewer())
}

function html(changes: Partial<RestoreInput> = {}) {
  return renderStrictly('restores/new', viewOf(changes))
}

function refused(fields: object) {
  const rules = { serverName: 'Shop', isTargetName: () => true, canRestoreFromTelegram: true }
  const form = restoreForm(fields, rules)
  if (form.ok) throw new Error('the form was accepted')
  return form
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
    const { source } = viewOf({ list, backupId: cut.id })
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
    const view = viewOf({ ...chosen, backupId: 'weekly:shop-202647.sql.gz' })
    expect(view.source?.backupId).toBe('weekly:shop-202647.sql.gz')
  })

  test('begins with a new name, and asks for server and database to be typed', () => {
    const view = viewOf(chosen)
    expect(view.targetDb.value).toBe('shop_restored_20261120')
    expect(view.expected).toBe('Shop/shop_restored_20261120')
    expect(view.targetDb.warning).toBeNull()
  })

  test('warns when the target exists, and keeps everything typed', () => {
    const form = refused({ backupId: dump.id, targetDb: 'shop', confirmation: 'Shop/sh' })
    const page = html({ ...chosen, form })
    expect(page).toContain('shop exists')
    expect(page).toContain('value="Shop/sh"')
    expect(page).toContain('Type Shop/shop to confirm.')
  })

  test('warns of an empty dump', () => {
    expect(html({ ...chosen, list: aList([aFile({ sizeBytes: 0 })]) })).toContain(
      'nothing to restore',
    )
  })

  test('says that the chosen dump is gone, and offers the others', () => {
    const view = viewOf({ backupId: 'last:gone.sql.gz' })
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
})
