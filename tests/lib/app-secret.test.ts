import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keptAppSecret } from '../../src/lib/app-secret.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'app-secret-test-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

test('is made once, and the same at each later start', async () => {
  const dataDir = join(await folder(), 'not', 'there', 'yet')
  const secret = keptAppSecret(dataDir)
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect(keptAppSecret(dataDir)).toBe(secret)
})

test('is another for each installation', async () => {
  expect(keptAppSecret(await folder())).not.toBe(keptAppSecret(await folder()))
})

test('is for its owner’s eyes only', async () => {
  const dataDir = await folder()
  keptAppSecret(dataDir)
  expect((await stat(join(dataDir, 'app-secret'))).mode & 0o777).toBe(0o600)
})

test.each(['', 'short'])('that is damaged (%j) is neither used nor replaced', async (content) => {
  const dataDir = await folder()
  await writeFile(join(dataDir, 'app-secret'), content)
  expect(() => keptAppSecret(dataDir)).toThrow('is damaged')
  expect(await readFile(join(dataDir, 'app-secret'), 'utf8')).toBe(content)
})
