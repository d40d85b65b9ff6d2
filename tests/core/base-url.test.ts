import { expect, test } from 'vitest'
import { parseBaseUrl } from '../../src/core/base-url.ts'

test.each([
  ['http://shop:8081', 'http://shop:8081'],
  ['  https://backup.example.org/  ', 'https://backup.example.org'],
  ['HTTP://Backup.Example.ORG:80', 'http://backup.example.org'],
  ['https://host:443/deep/prefix//', 'https://host/deep/prefix'],
  ['http://127.0.0.1:8081', 'http://127.0.0.1:8081'],
  ['http://2130706433:8081', 'http://127.0.0.1:8081'],
  ['http://[::1]:8081/', 'http://[::1]:8081'],
  ['http://host/a/../b', 'http://host/b'],
  ['http://bücher.example', 'http://xn--bcher-kva.example'],
])('%s becomes %s', (text, url) => {
  expect(parseBaseUrl(text)).toEqual({ ok: true, url })
})

test.each([
  ['', 'http://'],
  ['shop:8081', 'http://'],
  ['ftp://shop', 'http://'],
  ['//shop', 'http://'],
  ['javascript:alert(1)', 'http://'],
  ['http://', 'not a URL'],
  ['http://shop:99999', 'not a URL'],
  ['http://sh op', 'not a URL'],
  ['http://user:pw@shop', 'password'],
  ['http://user@shop', 'password'],
  ['http://shop?x=1', 'query'],
  ['http://shop/#top', 'fragment'],
  ['http://shop:0', 'Port 0'],
])('%s is refused with a sentence', (text, hint) => {
  expect(parseBaseUrl(text)).toEqual({ ok: false, sentence: expect.stringContaining(hint) })
})
