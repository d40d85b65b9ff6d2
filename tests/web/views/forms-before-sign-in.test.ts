import { describe, expect, test } from 'vitest'
import { accountView, signInView } from '../../../src/web/views/sessions.ts'
import { setupView } from '../../../src/web/views/setup.ts'
import { aUser, aViewer, noon } from '../../support/people.ts'
import { renderStrictly } from '../../support/strict-view.ts'

const untouched = { username: '', next: '/', error: null, secureAddress: null }

describe('the sign-in', () => {
  test('carries where to go on', () => {
    const html = renderStrictly(
      'sessions/new',
      signInView({ ...untouched, next: '/servers?q=a&b' }, '/login'),
    )
    expect(html).toContain('name="next" value="/servers?q=a&amp;b"')
  })

  test('keeps the name and never the password', () => {
    const form = { ...untouched, username: 'otto', error: 'The username or the password is wrong.' }
    const html = renderStrictly('sessions/new', signInView(form, '/login'))
    expect(html).toContain('value="otto"')
    expect(html).toMatch(/type="password" value=""/)
    expect(html).toContain('role="alert"')
  })

  test('says when the browser would drop the cookie, and where to go instead', () => {
    const form = { ...untouched, secureAddress: 'https://panel.example.com/' }
    const html = renderStrictly('sessions/new', signInView(form, '/login'))
    expect(html).toContain('<a href="https://panel.example.com/">')
  })
})

test('the setup keeps code and name, and names what is wrong', () => {
  const form = { code: 'abc', username: 'ann', errors: { password: 'Too short.', form: 'Closed.' } }
  const html = renderStrictly('setup/new', setupView(form, '/setup'))
  expect(html).toContain('value="abc"')
  expect(html).toContain('value="ann"')
  expect(html).toContain('<a href="#f-password">Too short.</a>')
  expect(html).toContain('Closed.')
})

describe('the account', () => {
  test('says what the role may and may not do', () => {
    const granted = (who: 'vera' | 'ann') =>
      accountView(aUser(who), aViewer(who)).rights.filter((right) => right.isGranted).length
    expect(granted('vera')).toBe(2)
    expect(granted('ann')).toBe(9)
  })

  test('is drawn with and without a sign-in before', () => {
    const first = renderStrictly('sessions/account', accountView(aUser('otto'), aViewer('otto')))
    expect(first).not.toContain('Last sign-in')
    const later = accountView(aUser('otto', { lastSignInAt: noon }), aViewer('otto'))
    expect(renderStrictly('sessions/account', later)).toContain('Last sign-in')
  })
})
