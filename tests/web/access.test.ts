import { afterAll, describe, expect, test } from 'vitest'
import { may, roles } from '../../src/core/permissions.ts'
import type { Access, Method } from '../../src/web/routes.ts'
import { aPanel, people } from '../support/panel.ts'
import { routeRows } from '../support/route-rows.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())

/** A paused server: what is allowed gets an answer at once, and changes nothing. */
const server = await panel.aServer({ isEnabled: false })

const rows = routeRows(panel, server.id)
const isForAll = (access: Access) => access === 'everyone' || access === 'signed-in'

async function ask(method: Method, path: string, client = panel.anonymous()) {
  const answer = await client.begin(path, { method: method.toUpperCase() })
  if (answer.status === 403) return 'refused'
  return answer.headers.location?.startsWith('/login') ? 'sent to sign in' : 'let through'
}

test('only sign-in and setup are open to everyone', () => {
  const open = rows.filter(([, , access]) => access === 'everyone').map(([, path]) => path)
  expect([...new Set(open)]).toEqual(['/login', '/setup'])
})

test('every write needs a right of its own, but for signing in and out and for what is one’s own', () => {
  const loose = rows.filter(([method, , access]) => method === 'post' && isForAll(access))
  expect(loose.map(([, path]) => path)).toEqual([
    '/login',
    '/logout',
    '/setup',
    '/density',
    '/account',
    '/account/password',
  ])
})

test('every write that needs a right names its act, or only asks or checks something', () => {
  const isQuestion = /\/(check|downloads|new|preview|probe|retention)$/
  const unnamed = rows.filter(
    ([method, , access, act]) => method === 'post' && !isForAll(access) && !act,
  )
  expect(unnamed.map(([, path]) => path).filter((path) => !isQuestion.test(path))).toEqual([])
})

describe('somebody not signed in', () => {
  test.each(rows.filter(([, , access]) => access !== 'everyone'))(
    'is sent from %s %s to sign in',
    async (method, path) => {
      expect(await ask(method, path)).toBe('sent to sign in')
    },
  )
})

describe.each(roles)('the %s', (role) => {
  const person = Object.entries(people).find(([, theirs]) => theirs === role)?.[0]

  test('meets exactly the doors of the table', async () => {
    const client = await panel.signIn(person as keyof typeof people)
    for (const [method, path, access] of rows) {
      if (path === '/logout' || access === 'everyone') continue
      const isAllowed = access === 'signed-in' || may(role, access)
      const found = await ask(method, path, client)
      expect([method, path, found]).toEqual([method, path, isAllowed ? 'let through' : 'refused'])
    }
  })
})

test('a role that may not is told so on a page of ours, before the server is looked up', async () => {
  const vera = await panel.signIn('vera')
  const answer = await vera.post('/servers/unknown/runs')
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('Your role, viewer, does not include this.')
})
