import { afterAll, expect, test } from 'vitest'
import { lookJobs } from '../../../src/web/pages/look-jobs.ts'
import { aPanel } from '../../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const { serverHealth, jobs } = panel.services

test('people who share a look share what is judged by it, and the next look is judged anew', async () => {
  const { server } = await panel.aSandbox()
  const judgedJobs = lookJobs(jobs)
  const look = await serverHealth.look(server)
  const [one, other] = await Promise.all([judgedJobs(server, look), judgedJobs(server, look)])
  expect(other).toBe(one)
  expect(await judgedJobs(server, await serverHealth.look(server))).not.toBe(one)
})
