import { describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeFile } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'
import { asks, leaveUnasked } from './leaving.ts'

const on = stage()
const to = paths()

let shops = 0
async function targetStep() {
  shops += 1
  const { server, sandbox } = await on.panel.aSandbox({ name: `Restore shop ${shops}` })
  await placeFile(sandbox.backupDir, 'shop-20261101-120000.sql.gz', { slot: 'last' })
  const page = await on.visit(to.newRestore(server.id, 'last:shop-20261101-120000.sql.gz'))
  return { page, server }
}

describe('the steps of a restore', () => {
  test('say what is wrong with a target when its field is left, and keep the page', async () => {
    const { page } = await targetStep()
    const target = page.getByLabel('Target database')
    await target.fill('not a name')
    await target.blur()
    const error = page.locator('#f-targetDb-error')
    await error.waitFor()
    expect(await error.textContent()).toMatch(/^Use 1 to 63 letters/)
    expect(await asks(page)).toBe(true)
    await target.fill('shop_again')
    await leaveUnasked(page, () => page.getByRole('button', { name: 'Continue' }).click())
    await page.getByRole('heading', { name: 'Restore into shop_again?' }).waitFor()
  })

  test('take a restore only with the phrase, and say so before anything is sent', async () => {
    const { page, server } = await targetStep()
    await page.getByRole('button', { name: 'Continue' }).click()
    const phrase = page.getByLabel('Type server/database to confirm')
    await phrase.fill(server.name)
    const url = page.url()
    await page.getByRole('button', { name: 'Restore', exact: true }).click()
    await page.getByRole('alert').getByText(`Type ${server.name}/`).waitFor()
    expect([page.url(), await phrase.inputValue()]).toEqual([url, server.name])
    await phrase.fill(`${server.name}/shop_restored_20261101`)
    await leaveUnasked(page, () => page.keyboard.press('Enter'))
    await page.waitForURL('**/jobs/*')
  })
})
