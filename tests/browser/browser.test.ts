import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPage, screenshot } from '../support/browser.ts'
import { launchBrowser } from '../support/launch-browser.ts'

const pages: Record<string, string> = {
  '/': '<!doctype html><title>Shop</title><h1><span>All dumps are safe</span></h1>',
  '/script': '<!doctype html><title>Script</title><script>document.title = "ran"</script>',
  '/foreign': '<!doctype html><title>Foreign</title><img alt="" src="http://example.test/x.png">',
}

let browser: Browser
let server: Server
let origin: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = createServer((request, response) => {
    const csp = "default-src 'none'; img-src *"
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': csp })
    response.end(pages[request.url ?? ''] ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 180_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

test('a page is drawn, with letters, on a machine without fonts', async () => {
  const page = await newPage(browser, { viewport: { width: 360, height: 640 } })
  await page.goto(origin)
  const letters = await page.getByText('All dumps are safe').boundingBox()
  expect(letters?.width).toBeGreaterThan(100)
  const picture = await readFile(await screenshot(page, 'browser-proof'))
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
})

test('a page may break only the rules that the test expects', async () => {
  const page = await newPage(browser, { expected: [/Content Security Policy/] })
  await page.goto(`${origin}/script`)
  expect(await page.title()).toBe('Script')
})

test.fails('a page that breaks its own content security policy fails its test', async () => {
  const page = await newPage(browser)
  await page.goto(`${origin}/script`)
})

test.fails('a page that asks another host fails its test', async () => {
  const page = await newPage(browser)
  await page.goto(`${origin}/foreign`)
})
