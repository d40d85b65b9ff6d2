import { expect, test } from 'vitest'
import { RemoteError } from '../../../src/core/errors.ts'
import { understand } from '../../../src/drivers/backupgram/api.ts'
import { healthy } from '../../../src/drivers/backupgram/replies.ts'

const remote = { scrub: (text: string) => text.replaceAll('secret', '[token]') }
const json = 'application/json'
const text = 'text/plain; charset=utf-8'

function faultOf(status: number, type: string, body: string): RemoteError {
  try {
    understand({ status, headers: { 'content-type': type }, text: body }, healthy, remote)
  } catch (error) {
    if (error instanceof RemoteError) return error
  }
  throw new Error('No RemoteError')
}

test.each([
  [401, json, '{"error":"unauthorized"}', 'token-refused', 'unauthorized'],
  [401, 'text/html', '<h1>Sign in</h1>', 'token-refused', undefined],
  [404, json, '{"error":"backup not found"}', 'missing', 'backup not found'],
  [404, text, '404 page not found\n', 'not-a-backup-server', /404/],
  [405, text, 'Method Not Allowed\n', 'not-a-backup-server', /405/],
  [400, json, '{"error":"invalid backup name"}', 'rejected', 'invalid backup name'],
  [403, json, '{"error":"config key not allowed: X"}', 'rejected', /not allowed/],
  [403, 'text/html', '<h1>Forbidden</h1>', 'not-a-backup-server', /403/],
  [500, json, '{"error":"failed to delete backup"}', 'failed', 'failed to delete backup'],
  [500, 'text/html', '<h1>Oops</h1>', 'not-a-backup-server', /500/],
  [502, 'text/html', '<h1>Bad Gateway</h1>', 'failed', /proxy.*502/],
  [301, text, '', 'not-a-backup-server', /redirect/],
  [200, 'text/html', '<h1>Welcome</h1>', 'not-a-backup-server', /not JSON/],
  [204, '', '', 'not-a-backup-server', /not JSON/],
  [200, json, '{"status":', 'broken-reply', /not valid JSON/],
  [200, json, '', 'broken-reply', /not valid JSON/],
  [200, json, '{"hello":"world"}', 'broken-reply', /shape/],
  [200, json, 'null', 'broken-reply', /shape/],
  [200, json, '[]', 'broken-reply', /shape/],
  [500, json, '["error"]', 'not-a-backup-server', /500/],
] as const)('%d %s %s is %s', (status, type, body, fault, detail) => {
  const error = faultOf(status, type, body)
  expect(error.fault).toBe(fault)
  if (detail instanceof RegExp) expect(error.detail).toMatch(detail)
  else expect(error.detail).toBe(detail)
})

test("the server's sentence is capped, and never holds the token", () => {
  const error = faultOf(500, json, JSON.stringify({ error: `${'x'.repeat(295)}secret` }))
  expect(error.detail).toHaveLength(300)
  expect(error.detail).not.toContain('sec')
})
