import { expect, test } from 'vitest'
import { alertScene, lateDatabase, later, start, unreachable } from '../../support/alert-scene.ts'

test('a network that fails is one message, though two hundred servers are behind it', async () => {
  await using scene = await alertScene()
  const { pool } = scene.database
  await pool.query(
    `insert into servers (id, name, name_key, kind, base_url, sealed_token, verify_tls, timeout_ms, is_enabled, tags, updated_at)
      select 's' || n, 'S' || n, 's' || n, 'backupgram', 'http://host' || n, 'v1.x', true, 1000, true, '{}', now()
      from generate_series(1, 250) n`,
  )
  for (let n = 1; n <= 250; n += 1) await scene.happens(`s${n}`, unreachable(start))
  await scene.at(start)
  await scene.at(later(30, 's'))
  expect(scene.receiver.titles()).toEqual(['250 problems on 250 servers'])
  const [{ lines, facts }] = scene.receiver.messages()
  expect([lines.length, lines.at(-1)]).toEqual([21, 'and 230 more.'])
  expect(facts.server).toMatch(/^S1, S2, .+, S20 and 230 more$/)
  await scene.at(later(60, 's'))
  expect(scene.receiver.requests).toHaveLength(1)
})

test('however long the names that servers tell, the message is kept and goes out', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer({ name: 'Shop' })
  const names = Array.from({ length: 25 }, (_, index) => `${'漢'.repeat(1_900)}${index}`)
  await scene.happens(id, ...names.map((name) => lateDatabase(start, name)))
  await scene.at(start)
  await scene.at(later(30, 's'))
  const [{ title, lines, incident }] = scene.receiver.messages()
  expect([title, lines.length]).toEqual(['25 problems on 1 server', 21])
  expect(lines[0]).toMatch(/^Shop: No good dump of 漢+/)
  expect([lines.at(-1), typeof incident]).toEqual(['and 5 more.', 'string'])
  expect(scene.problems).toEqual([])
})
