import { expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'

test('every URL is below the base path', () => {
  const panel = paths('/panel')
  expect(panel.home()).toBe('/panel/')
  expect(panel.server('s1')).toBe('/panel/servers/s1')
  expect(panel.job('s1', 'j1')).toBe('/panel/servers/s1/jobs/j1')
})

test.each(['a b', 'a#b', 'a?b', '100%', 'a/b', `a"b'c`, 'a\\b', 'a\nb', 'größe'])(
  'the id %j is one path segment and comes back whole',
  (id) => {
    const url = new URL(paths('').backupFile('s1', id), 'http://panel')
    const segments = url.pathname.split('/')
    expect(segments).toHaveLength(6)
    expect(decodeURIComponent(segments[4] ?? '')).toBe(id)
    expect(url.search + url.hash).toBe('')
  },
)

test('empty parts and the first page leave no trace in a query', () => {
  expect(paths('').servers({ q: '', page: 1 })).toBe('/servers')
  expect(paths('').servers({ q: 'a&b', page: 2 })).toBe('/servers?q=a%26b&page=2')
})
