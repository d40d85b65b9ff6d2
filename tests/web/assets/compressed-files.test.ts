import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import compression from 'compression'
import express from 'express'
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { assets } from '../../../src/web/assets/assets.ts'
import { publicFolder } from '../../support/folders.ts'

const files = assets(publicFolder, '/p/assets', true)
const app = express().disable('etag').use(compression()).use('/p/assets', files.serve)
const sheet = files.url('styles/layout.css')
const plain = readFileSync(join(publicFolder, 'styles/layout.css'))

const asked = (encodings: string, url = sheet) =>
  request(app)
    .get(url)
    .set('accept-encoding', encodings)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => done(null, Buffer.concat(chunks)))
    })

describe('a stylesheet or script', () => {
  test('goes out compressed as far as the browser understands, and is kept for ever', async () => {
    const { headers, status } = await request(app).get(sheet).set('accept-encoding', 'gzip, br')
    expect(status).toBe(200)
    expect(headers['content-encoding']).toBe('br')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['vary']).toContain('Accept-Encoding')
    expect(headers['content-type']).toBe('text/css; charset=utf-8')
    expect(Number(headers['content-length'])).toBeLessThan(plain.length / 3)
  })

  test('reads the same, whichever way it came', async () => {
    expect((await asked('gzip')).headers['content-encoding']).toBe('gzip')
    expect((await asked('gzip')).body).toEqual(plain)
    expect((await asked('identity')).headers['content-encoding']).toBeUndefined()
    expect((await asked('identity')).body).toEqual(plain)
  })

  test('is compressed once, not for each request', async () => {
    const [first, second] = [await asked('br'), await asked('br')]
    expect(first.headers['etag']).toMatch(/^".{16}"$/)
    expect(first.headers['etag']).toBe(second.headers['etag'])
    const again = { 'accept-encoding': 'br', 'if-none-match': String(first.headers['etag']) }
    await request(app).get(sheet).set(again).expect(304)
    await request(app)
      .get(sheet)
      .set({ ...again, 'accept-encoding': 'gzip' })
      .expect(200)
  })

  test('that is not there is not found, and a write is refused', async () => {
    expect((await request(app).get(files.url('styles/none.css'))).status).toBe(404)
    expect((await request(app).get(files.url('../package.json'))).status).toBe(404)
    expect((await request(app).post(sheet)).status).toBe(404)
  })
})
