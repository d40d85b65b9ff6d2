import { afterAll, expect, test } from 'vitest'
import { driverRegistry } from '../../../src/drivers/registry.ts'
import { remoteAgents } from '../../../src/lib/remote/agents.ts'
import { httpServer, json } from '../../support/scripted-server.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const patient = new AbortController().signal

/** What is left of a log that the server filled with what it was sent. */
async function logOf(token: string, ...lines: string[]) {
  const ended = { exit_code: 1, queued_at: 1, started_at: 1, finished_at: 2, state: 'failed' }
  const job = { id: 'a1b2', type: 'backup', log_tail: lines, error: `refused ${token}`, ...ended }
  const server = await httpServer((req, res) =>
    json(res, 200, req.url === '/jobs' ? { jobs: [job] } : job),
  )
  const target = { baseUrl: server.url, token, verifyTls: true, timeoutMs: 5000 }
  const { jobs } = driverRegistry(agents).connect('backupgram', target)
  const [listed, found] = [await jobs?.list(patient), await jobs?.find('a1b2', patient)]
  expect(found).toEqual(listed?.[0])
  return found
}

test('a token that a server prints into its log stays out of the panel', async () => {
  const token = 'q7Ju2mXw0pR5sT9v'
  const job = await logOf(token, `curl -H "Authorization: Bearer ${token}"`, `key=${token}`)
  expect(job?.log).toEqual(['curl -H "Authorization: Bearer [token]"', 'key=[token]'])
  expect(job?.error).toBe('refused [token]')
})

test('a token that is a common word is left in a log where it stands as that word', async () => {
  const job = await logOf('shop', 'Creating dump of shop database', 'Authorization: Bearer shop')
  expect(job?.log).toEqual(['Creating dump of shop database', 'Authorization: Bearer [token]'])
})
