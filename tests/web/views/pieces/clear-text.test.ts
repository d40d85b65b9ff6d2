import { expect, test } from 'vitest'
import { clearTextWarning } from '../../../../src/web/views/pieces/clear-text.ts'

test.each([
  'http://backup:8080',
  'http://localhost',
  'http://127.0.0.1:1',
  'http://10.0.0.9',
  'http://172.31.0.1',
  'http://192.168.1.2',
  'http://100.64.0.1',
  'http://[::1]:80',
  'http://[fd12:3456::1]',
  'http://nas.local',
  'http://backup.internal',
  'https://example.com',
  'not a URL',
  '',
])('nothing is said about %j', (url) => {
  expect(clearTextWarning(url)).toBeNull()
})

test.each([
  'http://example.com',
  'http://172.32.0.1',
  'http://100.128.0.1',
  'http://8.8.8.8:8080',
  'http://10.example.com',
  'http://[2001:db8::1]',
])('plain HTTP to %s is warned of', (url) => {
  expect(clearTextWarning(url)).toContain('in clear')
})
