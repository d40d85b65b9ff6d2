import { describe, expect, test } from 'vitest'
import { signInView } from '../../../../src/web/views/people/sessions.ts'
import { setupView } from '../../../../src/web/views/people/setup.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

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

test('the setup carries the rules that it is judged by', () => {
  const html = renderStrictly(
    'setup/new',
    setupView({ code: '', username: '', errors: {} }, '/setup'),
  )
  expect(html).toContain('data-missing="Enter the code from the log."')
  expect(html).toContain('pattern="[^\\p{C}\\s]*" data-mismatch="A username has no spaces."')
  expect(html).toContain('minlength="12" data-too-short="A password needs at least 12 characters."')
  expect(html).not.toContain('Type it again')
})

test('a setup that comes back for another reason asks for the password again, and says why', () => {
  const form = { code: 'abc', username: 'ann', errors: { code: 'That is not the code.' } }
  expect(renderStrictly('setup/new', setupView(form, '/setup'))).toContain(
    'Type it again: a password is never sent back to the browser.',
  )
})
