import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assets } from '../../../src/web/assets/assets.ts'
import { publicFolder } from '../../support/folders.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'))
  await cp(publicFolder, folder, { recursive: true })
})

afterEach(() => rm(folder, { recursive: true }))

function served(isCached: boolean) {
  const files = assets(folder, '/p/assets', isCached)
  return { files, app: express().use('/p/assets', files.serve) }
}

describe('public files', () => {
  test('are kept for ever under the hash of their content', async () => {
    const { files, app } = served(true)
    const reply = await request(app).get(files.url('styles/tokens.css')).expect(200)
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(reply.headers['content-type']).toContain('text/css')
  })

  test('get a new URL when one of them changes', async () => {
    const before = served(true).files.url('scripts/app.js')
    await writeFile(join(folder, 'styles/base.css'), 'body{}')
    expect(served(true).files.url('scripts/app.js')).not.toBe(before)
  })

  test('are served under a former hash, but not to be kept', async () => {
    const reply = await request(served(true).app)
      .get('/p/assets/0123456789abcdef/logo.svg')
      .expect(200)
    expect(reply.headers['cache-control']).toBe('no-cache')
  })

  test('are asked for anew each time while developing', async () => {
    const { files, app } = served(false)
    const reply = await request(app).get(files.url('logo.svg')).expect(200)
    expect(reply.headers['cache-control']).toBe('no-cache')
  })

  test('leave room for compression, which ranges would forbid', async () => {
    const { files, app } = served(true)
    const reply = await request(app).get(files.url('styles/base.css'))
    expect(reply.headers['accept-ranges']).toBeUndefined()
  })
})

describe('the stylesheets', () => {
  test('come as one file, in their order, so that the first paint waits for one', async () => {
    const { files, app } = served(true)
    expect(files.stylesheets).toHaveLength(1)
    const { text } = await request(app).get(String(files.stylesheets[0])).expect(200)
    expect(text.startsWith(await readFile(join(folder, 'styles/tokens.css'), 'utf8'))).toBe(true)
    expect(text).toContain(await readFile(join(folder, 'styles/palette.css'), 'utf8'))
  })

  test('bring their icons along, so that none is asked for by itself', async () => {
    const { files, app } = served(true)
    const { text } = await request(app).get(String(files.stylesheets[0]))
    const check = await readFile(join(folder, 'icons/check.svg'), 'utf8')
    expect(text).toContain(`url("data:image/svg+xml,${encodeURIComponent(check)}")`)
    expect(text).not.toContain('../icons/')
  })

  test('come one by one while developing', async () => {
    const { files, app } = served(false)
    for (const url of files.stylesheets) await request(app).get(url).expect(200)
    expect(files.stylesheets).toContain('/p/assets/dev/styles/tables.css')
  })

  test('are all part of it', async () => {
    const known = served(false).files.stylesheets.map((url) => url.split('/').at(-1))
    const present = await readdir(join(folder, 'styles'))
    expect(present.filter((name) => !known.includes(name) && name !== 'styleguide.css')).toEqual([])
  })
})

describe('the script of every page', () => {
  test('comes as one file with all that it imports', async () => {
    const { files, app } = served(true)
    const { text } = await request(app).get(files.script).expect(200)
    for (const name of await readdir(join(folder, 'scripts'))) expect(text).toContain(`'${name}'`)
    expect(text).not.toMatch(/^(import|export) /m)
  })

  test('comes as it is written while developing', async () => {
    const { files, app } = served(false)
    const { text } = await request(app).get(files.script).expect(200)
    expect(text).toBe(await readFile(join(folder, 'scripts/app.js'), 'utf8'))
  })
})
