import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { templates } from '../../src/web/templates.ts'
import { strict } from '../support/strict-view.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'templates-'))
})

afterEach(() => rm(folder, { recursive: true }))

const write = (name: string, text: string) => writeFile(join(folder, `${name}.ejs`), text)

test('a partial sees what it is given and nothing of its parent', async () => {
  await write('page', "<%= view.title %>:<%- include('part', { name: view.name }) %>")
  await write('part', '<%= view.name %>/<%= view.title %>')
  const html = templates(folder, true).render('page', { title: 'T', name: '<n>' })
  expect(html).toBe('T:&lt;n&gt;/')
})

test('an edit shows at once while developing, and not when cached', async () => {
  await write('page', 'one')
  const cached = templates(folder, true)
  const fresh = templates(folder, false)
  cached.render('page', {})
  await write('page', 'two')
  expect(fresh.render('page', {})).toBe('two')
  expect(cached.render('page', {})).toBe('one')
})

test('a template that asks for a field which the view lacks fails under test', async () => {
  await write('page', '<% for (const row of view.rows) { %><%= row.takenAtt %><% } %>')
  const view = strict({ rows: [{ takenAt: 'now' }] })
  expect(() => templates(folder, true).render('page', view)).toThrow(
    'There is no view.rows.0.takenAtt',
  )
})
