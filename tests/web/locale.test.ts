import { expect, test } from 'vitest'
import { acceptedLocale, isTimeZone, knownLocale } from '../../src/web/locale.ts'

test.each([
  [undefined, 'en-GB'],
  ['', 'en-GB'],
  ['*', 'en-GB'],
  ['de-DE,de;q=0.9,en;q=0.8', 'de-DE'],
  ['en;q=0.3, uz-UZ ; q=0.9', 'uz-UZ'],
  ['fr;q=0, de', 'de'],
  ['xx-XX, tlh, en-US', 'en-US'],
  ['de-DE-u-ca-buddhist-nu-thai', 'de-DE'],
  ['not a language at all;;;q=q', 'en-GB'],
  [`${'x'.repeat(5000)},de`, 'en-GB'],
])('a browser that asks for %j is told dates as in %s', (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale)
})

test.each(['', '-', 'e', 'x'.repeat(100), '../etc', 'de_DE'])('%j is no locale', (tag) => {
  expect(knownLocale(tag)).toBeNull()
})

test('a locale is written as usual', () => {
  expect(knownLocale('DE-ch')).toBe('de-CH')
})

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Asia/Tashkent', true],
  ['Mars/Olympus', false],
  ['', false],
  ['<script>', false],
  ['x'.repeat(100), false],
])('%j is a time zone: %s', (name, isKnown) => {
  expect(isTimeZone(name)).toBe(isKnown)
})
