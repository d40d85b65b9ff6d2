import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { placeFile } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'

const on = stage()

const bytes = randomBytes(300_000)

test('a dump with an awkward name arrives under that name, byte for byte', async () => {
  const { server, sandbox } = await on.panel.aSandbox({ name: 'Awkward names' })
  const name = "Größe #1 50%? 'a&b'.sql.gz"
  await placeFile(sandbox.backupDir, name, { bytes })
  const page = await on.visit(`/servers/${server.id}/backups`)
  const begun = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download' }).click()
  const download = await begun
  // What Chromium will not write to a disk it replaces itself.
  expect(download.suggestedFilename()).toBe(name.replace('?', '_'))
  expect(bytes.equals(await readFile(await download.path()))).toBe(true)
})

test('a download that the server cuts half way shows as failed', async () => {
  const { server, sandbox } = await on.panel.aSandbox({ name: 'Cutter' })
  await placeFile(sandbox.backupDir, 'shop-20261120-215606.sql.gz', { bytes })
  sandbox.faults.setReply('/backups/last/', { kind: 'cut', afterBytes: 100_000 })
  const page = await on.visit(`/servers/${server.id}/backups`)
  const begun = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download' }).click()
  expect(await (await begun).failure()).not.toBeNull()
})
