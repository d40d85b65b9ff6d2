import { describe, expect, test } from 'vitest'
import {
  newServerValues,
  type ServerForm,
  serverFormView,
  valuesOf,
} from '../../../../src/web/views/servers/server-form.ts'
import { aServer, aViewer } from '../../../support/people.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

const ann = aViewer('ann')
const shop = aServer({ baseUrl: 'https://shop.example.com', tags: ['a', 'b'] })

function html(changes: Partial<ServerForm> = {}): string {
  const empty = {
    server: null,
    values: newServerValues,
    errors: {},
    isTokenSet: false,
    steps: null,
  }
  return renderStrictly('servers/form', serverFormView({ ...empty, ...changes }, ann))
}

const stored = { server: shop, values: valuesOf(shop), isTokenSet: true }

describe('the form of a server', () => {
  test('has exactly the fields of a server', () => {
    const names = [...html().matchAll(/<(?:input|textarea)[^>]* name="(\w+)"/g)].map(
      ([, name]) => name,
    )
    const fields = ['name', 'tags', 'enabled', 'baseUrl', 'token', 'timeoutSeconds', 'verifyTls']
    expect(names).toEqual([...fields, 'pollSeconds', 'maxAgeHours', 'databaseMaxAges'])
  })

  test('sends the same fields to the test as to the save', () => {
    expect(html()).toContain('action="/servers" ')
    expect(html()).toContain('formaction="/servers/new/probe"')
    expect(html(stored)).toContain('action="/servers/s1" ')
    expect(html(stored)).toContain('formaction="/servers/s1/probe"')
  })

  test('shows a stored server, and only whether its token is set', () => {
    const page = html(stored)
    expect(page).toContain('value="https://shop.example.com"')
    expect(page).toContain('value="a, b"')
    expect(page).toMatch(/name="token" type="password" value=""/)
    expect(page).toContain('It is never shown. Left empty, it stays')
    expect(page).toContain('when the base URL changes, it is needed again')
  })

  test('keeps what was typed beside what is wrong with it', () => {
    const values = { ...newServerValues, name: 'Shop "2"', timeoutSeconds: '900', verifyTls: false }
    const page = html({ values, errors: { timeoutSeconds: 'At most 120.', form: 'Not saved.' } })
    expect(page).toContain('value="Shop &#34;2&#34;"')
    expect(page).toContain('value="900"')
    expect(page).not.toMatch(/name="verifyTls"[^>]*checked/)
    expect(page).toContain('<a href="#f-timeoutSeconds">At most 120.</a>')
    expect(page).toContain('<li>Not saved.</li>')
    expect(page).toMatch(/aria-describedby="f-timeoutSeconds-help f-timeoutSeconds-error"/)
    expect(page).toContain('aria-invalid="true"')
  })

  test('says in the title that something is wrong', () => {
    const form = { ...stored, errors: { name: 'Enter a name.' }, steps: null }
    expect(serverFormView(form, ann).frame.title).toBe('Error: Edit Shop')
  })

  test('shows a connection test above the form, and that nothing was saved', () => {
    const page = html({ steps: [{ name: 'dns', outcome: 'passed', finding: '10.0.0.1' }] })
    expect(page).toContain('Nothing is saved yet.')
    expect(page).toContain('10.0.0.1')
  })
})
