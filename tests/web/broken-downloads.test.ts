import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf } from '../support/client.ts'
import { aPanel } from '../support/panel.ts'
import { fileHead, rowsOf, servingFile } from '../support/scripted-file.ts'

const panel = await aPanel({ downloadLimits: { headersMs: 5000, silenceMs: 500 } })
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')

const strays: unknown[] = []
beforeAll(() => void process.on('unhandledRejection', (error) => strays.push(error)))
afterAll(() => expect(strays).toEqual([]))

describe('when a download breaks', () => {
  const head = Buffer.alloc(100_000, 'x')

  test('half way, the browser’s transfer fails and never looks complete', async () => {
    const { url: file } = await servingFile(panel, (_, res) => {
      res.writeHead(200, fileHead(200_000))
      res.write(head, () => setImmediate(() => res.destroy()))
    })
    const response = await otto.open(file)
    await expect(bytesOf(response)).rejects.toThrow('aborted')
    await expect.poll(() => rowsOf(panel, file)).toHaveLength(2)
    const [begun, broken] = await rowsOf(panel, file)
    expect(begun).toMatchObject({ action: 'backup.download', outcome: 'done' })
    expect(broken).toMatchObject({
      action: 'backup.download',
      outcome: 'failed',
      detail: { brokenOff: true, begunAs: begun?.id },
    })
    const page = await (await panel.signIn('ann')).get('/audit')
    expect(page.text).toMatch(/broke off after it had begun Failed/)
  })

  test('without an announced length, it fails just as visibly', async () => {
    const { url: file } = await servingFile(panel, (_, res) => {
      res.writeHead(200, { 'content-type': 'application/octet-stream' })
      res.write(head, () => setImmediate(() => res.destroy()))
    })
    await expect(otto.open(file).then(bytesOf)).rejects.toThrow('aborted')
  })

  test('because the server fell silent, the watchdog cuts it', async () => {
    const { remote, url: file } = await servingFile(panel, (_, res) => {
      res.writeHead(200, fileHead(200_000)).write(head)
    })
    await expect(otto.open(file).then(bytesOf)).rejects.toThrow('aborted')
    await remote.allClosed()
  })

  test('because nobody reads, the watchdog cuts it too', async () => {
    const large = Buffer.alloc(32_000_000)
    const { remote, url: file } = await servingFile(panel, (_, res) => {
      res.writeHead(200, fileHead(large.length)).end(large)
    })
    const response = await otto.open(file)
    response.pause()
    await remote.allClosed()
    await expect(bytesOf(response)).rejects.toThrow()
  })

  test('because the browser left, the server’s connection closes', async () => {
    const { remote, url: file } = await servingFile(panel, (_, res) => {
      res.writeHead(200, fileHead(1_000_000_000)).write(head)
    })
    const response = await otto.open(file)
    await once(response, 'readable')
    response.destroy()
    await remote.allClosed()
    await expect.poll(async () => (await rowsOf(panel, file)).at(-1)?.outcome).toBe('failed')
  })

  test('because the browser left before it began, the server’s connection closes', async () => {
    const gone = new AbortController()
    const { remote, url: file } = await servingFile(panel, () => gone.abort())
    await expect(otto.open(file, { signal: gone.signal })).rejects.toThrow()
    await remote.allClosed()
  })

  test('before it began, there is a page that says why', async () => {
    const { url: file } = await servingFile(panel, (_, res) => res.destroy())
    const answer = await otto.get(file)
    expect([answer.status, answer.text.includes('The connection was refused')]).toEqual([502, true])
    expect((await rowsOf(panel, file)).at(-1)).toMatchObject({
      action: 'backup.download',
      actor: { username: 'otto' },
      target: { kind: 'backup', id: 'last:a.sql', name: 'a.sql' },
      outcome: 'failed',
      detail: { fault: 'refused' },
    })
  })

  test('nothing of it is reported as a fault of the panel', () => {
    expect(panel.logged.filter((line) => line.includes('fault of the panel'))).toEqual([])
  })
})
