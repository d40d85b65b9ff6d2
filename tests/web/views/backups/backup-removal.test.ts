import { describe, expect, test } from 'vitest'
import { backupRemovalView } from '../../../../src/web/views/backups/backup-removal.ts'
import { aFile, at, inAllSlots } from '../../../core/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aList, aSubject, aViewer } from '../builders.ts'

const older = aFile({ name: 'shop-20261119-215606.sql.gz', modifiedAt: at('01:00:00') })
const files = [...inAllSlots(), older]

function viewOf(file = aFile(), error: string | null = null) {
  const confirmation = { value: error === null ? '' : 'shop', error }
  const input = {
    ...aSubject(),
    list: aList(files).value,
    file,
    scope: 'file' as const,
    confirmation,
  }
  const view = backupRemovalView(input, aViewer())
  if (view === null) throw new Error('the file is not there')
  return view
}

function html(view: ReturnType<typeof viewOf>) {
  return renderStrictly('backups/removal', view)
}

describe('removal of a backup', () => {
  test('says what deleting one slot and what deleting the whole dump frees', () => {
    const [one, all] = viewOf().choices
    expect(one?.effect).toBe('Frees 0 B: the same dump is also in daily, weekly and monthly.')
    expect(all?.effect).toContain('Frees 1.2 MB')
    expect(all?.files).toHaveLength(4)
  })

  test('says what the database is left with, in the viewer’s own time', () => {
    const all = viewOf().choices.at(-1)
    expect(all?.warnings).toEqual([
      'This is the newest dump of shop. The next one is from 20 Nov 2026, 01:00 UTC.',
    ])
  })

  test('begins with the choice that loses least', () => {
    expect(viewOf().choices.map((choice) => choice.isChecked)).toEqual([true, false])
  })

  test('leads to the other slots of the same dump', () => {
    expect(viewOf().others.map((other) => other.slot)).toEqual(['daily', 'weekly', 'monthly'])
  })

  test('asks for the name of the newest dump of a database', () => {
    expect(viewOf().typed?.expected).toBe('shop-20261120-215606.sql.gz')
    expect(html(viewOf())).toContain('name="confirmation"')
  })

  test('asks for it as well when the only dump of a database is in one slot', () => {
    const only = aFile({
      database: 'blog',
      name: 'blog-20261101.sql.gz',
      modifiedAt: at('02:00:00'),
    })
    const confirmation = { value: '', error: null }
    const list = aList([...files, only]).value
    const input = { ...aSubject(), list, file: only, scope: 'file' as const, confirmation }
    const view = backupRemovalView(input, aViewer())
    expect(view?.typed?.field.help).toBe('Needed here: it is the only dump of blog.')
  })

  test('needs no typing for an older one, and offers one choice for one slot', () => {
    const view = viewOf(older)
    expect(view.typed).toBeNull()
    expect(view.choices).toHaveLength(1)
    expect(view.choices[0]?.isChecked).toBe(true)
    expect(html(view)).not.toContain('name="confirmation"')
  })

  test('says what was wrong and keeps what was typed', () => {
    const page = html(viewOf(aFile(), 'Type shop-20261120-215606.sql.gz to confirm.'))
    expect(page).toContain('Nothing was deleted')
    expect(page).toContain('value="shop"')
  })

  test('has no page for a file that is gone', () => {
    const confirmation = { value: '', error: null }
    const gone = { list: aList([]).value, file: aFile(), scope: 'file' as const, confirmation }
    expect(backupRemovalView({ ...aSubject(), ...gone }, aViewer())).toBeNull()
  })
})
