import { afterAll, describe, expect, test } from 'vitest'
import { readTokens, tokenStyles } from '../../src/web/styleguide/tokens.ts'
import { dayBadges } from '../../src/web/views/calendar/calendar-words.ts'
import { publicFolder } from '../support/folders.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel({ isDevelopment: true })
afterAll(() => panel[Symbol.asyncDispose]())

describe('the style guide', () => {
  test('shows every token that the stylesheet declares, and its rules colour no other', async () => {
    const groups = readTokens(publicFolder)
    const names = groups.flatMap(({ tokens }) => tokens.map(({ name }) => name))
    expect(names).toEqual(expect.arrayContaining(['ground', 'ok-wash', 'text-xl', 'space-7']))
    const { body } = await (await panel.signIn('vera')).get('/styleguide')
    for (const name of names) expect(body).toContain(`data-token="${name}"`)
    expect(tokenStyles(groups)).toContain('[data-token="ground"] { background: var(--ground) }')
  })

  test('shows the fleet in each of its states, and a month with days of each kind', async () => {
    const { text } = await (await panel.signIn('vera')).get('/styleguide')
    const answers = [
      'All 3 databases are safe',
      '5 of 9 databases are known',
      'No database is known',
    ]
    const days = Object.values(dayBadges).map((badge) => badge.text)
    for (const words of [...answers, 'Shop, refused', 'Not contacted while', ...days]) {
      expect(text).toContain(words)
    }
  })

  test('is for people who are signed in', async () => {
    const answer = await panel.anonymous().get('/styleguide')
    expect(answer.headers.location).toBe('/login?next=%2Fstyleguide')
  })

  test('is not there in production', async () => {
    await using production = await aPanel()
    const ann = await production.signIn('ann')
    expect((await ann.get('/styleguide')).status).toBe(404)
    expect((await ann.get('/styleguide/tokens.css')).status).toBe(404)
  })
})
