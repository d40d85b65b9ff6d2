import { describe, expect, test } from 'vitest'
import { safeNext } from '../../src/web/next-url.ts'

describe('the page after sign-in', () => {
  test.each([
    ['/servers', '/servers'],
    ['/servers?q=a%20b&page=2', '/servers?q=a%20b&page=2'],
    ['/servers/1/backups/last%3Aa%2523.sql', '/servers/1/backups/last%3Aa%2523.sql'],
    ['/a/../servers', '/servers'],
  ])('%s is kept', (next, kept) => {
    expect(safeNext(next, '')).toBe(kept)
  })

  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/x/..//evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'servers',
    '',
    undefined,
    ['/servers', '//evil.example'],
    'http://[',
  ])('%j leads home', (next) => {
    expect(safeNext(next, '')).toBe('/')
  })

  test('stays below the base path', () => {
    expect(safeNext('/backups/servers', '/backups')).toBe('/backups/servers')
    expect(safeNext('/backups/../other', '/backups')).toBe('/backups/')
    expect(safeNext('/backups-evil/', '/backups')).toBe('/backups/')
    expect(safeNext('/other', '/backups')).toBe('/backups/')
    expect(safeNext('//evil.example/backups/', '/backups')).toBe('/backups/')
  })

  test('holds nothing that could end a header', () => {
    expect(safeNext('/servers?a=\r\nSet-Cookie: x', '')).not.toMatch(/[\r\n]/)
  })
})
