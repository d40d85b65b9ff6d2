import { describe, expect, test } from 'vitest'
import { readDumpQuery } from '../../../../src/web/forms/dump-query.ts'
import { backupsView } from '../../../../src/web/views/backups/backups.ts'
import { aFile, at, inAllSlots } from '../../../core/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aFault, aList, aSubject, aViewer } from '../builders.ts'

const link = aFile({ name: 'shop-latest.sql.gz', isLatestLink: true, sizeBytes: 27 })
const shop = [...inAllSlots(), link]
const blog = aFile({
  name: 'blog-20261120-215600.sql.gz',
  database: 'blog',
  sizeBytes: 500,
  modifiedAt: at('21:56:01'),
})

function viewOf(url: Record<string, string> = {}, files = [...shop, blog], viewer = aViewer()) {
  return backupsView({ ...aSubject(), list: aList(files), query: readDumpQuery(url) }, viewer)
}

function html(view: ReturnType<typeof viewOf>) {
  return renderStrictly('backups/index', view)
}

describe('backups page', () => {
  test('shows a dump once, with its slots, and the mark of the latest link', () => {
    const { rows } = viewOf()
    expect(rows.map((row) => row.database)).toEqual(['shop', 'blog'])
    expect(rows[0]).toMatchObject({
      slots: ['last', 'daily', 'weekly', 'monthly'],
      isLatest: true,
      size: '1.2 MB',
    })
  })

  test('tells dumps from files, and bytes on disk from bytes as listed', () => {
    expect(viewOf().totals).toBe('2 dumps in 5 files · 1.2 MB on disk, 4.9 MB as listed')
  })

  test('says that a read failed, and claims no emptiness', () => {
    const list = aFault('timeout')
    const view = backupsView({ ...aSubject(), list, query: readDumpQuery({}) }, aViewer())
    expect(view).toMatchObject({ empty: null, totals: null, rows: [] })
    expect(html(view)).toContain('The server did not answer in time')
    expect(html(view)).not.toContain('No backups')
  })

  test('says that there is none only when the server answered so', () => {
    expect(html(viewOf({}, []))).toContain('No backups')
  })

  test('says how many entries could not be understood, and shows the rest', () => {
    const list = aList(inAllSlots(), 2)
    const view = backupsView({ ...aSubject(), list, query: readDumpQuery({}) }, aViewer())
    expect(view.rows).toHaveLength(1)
    expect(html(view)).toContain('lists 2 entries that the panel does not understand')
    expect(html(viewOf({}))).not.toContain('does not understand')
  })

  test('says that none matches, and leads back to all', () => {
    const view = viewOf({ q: 'nothing like it' })
    expect(view.empty).toBe('no-match')
    expect(html(view)).toContain('No dump matches')
    expect(view.filters?.clearHref).toBe('/base/servers/s1/backups')
  })

  test('keeps search and filters in the links of its columns', () => {
    const view = viewOf({ q: 'shop', slot: 'weekly' })
    const size = view.filters?.columns.find((column) => column.text === 'Size')
    expect(size?.href).toBe(
      '/base/servers/s1/backups?q=shop&slot=weekly&sort=size&direction=descending',
    )
    expect(size?.sort).toBe('none')
  })

  test('turns the order of the sorted column round', () => {
    const view = viewOf({ sort: 'size', direction: 'descending' })
    const size = view.filters?.columns.find((column) => column.text === 'Size')
    expect(size).toMatchObject({ sort: 'descending', isNumber: true })
    expect(size?.href).toContain('direction=ascending')
  })

  test('offers a viewer no download, restore or deletion', () => {
    const [row] = viewOf({}, shop, aViewer('viewer')).rows
    expect(row).toMatchObject({ downloadHref: null, restoreHref: null, removalHref: null })
  })

  test('addresses a dump by its id, whatever its name holds', () => {
    const odd = aFile({ name: 'a b#?%"\\\nü.sql.gz' })
    const [row] = viewOf({}, [odd]).rows
    expect(row?.downloadHref).toBe(
      '/base/servers/s1/backups/last%3Aa%20b%23%3F%25%22%5C%0A%C3%BC.sql.gz/file',
    )
  })

  test('marks an empty file as no backup', () => {
    expect(html(viewOf({}, [aFile({ sizeBytes: 0 })]))).toContain('0 B, empty')
  })

  test('stays small with 2,000 files', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      inAllSlots({
        name: `shop-${index}.sql.gz`,
        modifiedAt: new Date(at('00:00:00').getTime() - index * 60_000),
      }),
    ).flat()
    const view = viewOf({ page: '3' }, many)
    expect(view.rows).toHaveLength(50)
    expect(view.pagination?.summary).toBe('101–150 of 500')
    expect(html(view).length).toBeLessThan(150_000)
  })
})
