import type { Page } from 'playwright-core'
import { placeDump, placeFile } from '../support/dump-files.ts'
import type { TestPanel } from '../support/panel.ts'

const longName = 'shop_of_a_company_with_a_name_that_is_much_too_long-20261120-215606.sql.gz'
const backupId = encodeURIComponent(`last:${longName}`)

export type Fleet = Awaited<ReturnType<typeof aFleet>>

type Way = (page: Page, fleet: Fleet) => Promise<unknown>

/** How one comes to each page. */
export const everyPage: Record<string, Way> = {
  'the overview': at('/'),
  'the wallboard': at('/?board=1'),
  'the calendar': at('/calendar'),
  'the list of servers': at('/servers'),
  'a search without a match': at('/servers?q=nothing-is-called-so'),
  'the form of a new server': at('/servers/new'),
  'a dashboard': ofServer(),
  'a dashboard without a server behind it': (page, fleet) => page.goto(`/servers/${fleet.deadId}`),
  'the form of a server': ofServer('/edit'),
  'the removal of a server': ofServer('/removal'),
  'a connection check': ofServer('/probe'),
  'the list of dumps': ofServer('/backups'),
  'the removal of a dump': ofServer(`/backups/${backupId}/removal`),
  'the choice of a dump to restore': ofServer('/restores/new'),
  'the form of a restore': ofServer(`/restores/new?backup=${backupId}`),
  'the confirmation of a restore': ofServer(
    `/restores/new?backup=${backupId}&targetDb=somewhere_else`,
  ),
  'the confirmation of a removal of many': ofServer(`/backups/removals/new?dump=${backupId}`),
  'the addresses of many dumps': ofServer(`/backups/downloads?dump=${backupId}`),
  'the history of all databases': ofServer('/history'),
  'the history of one database': ofServer('/history?database=crm'),
  'the runs': ofServer('/runs'),
  'the events': ofServer('/events'),
  'the list of jobs': ofServer('/jobs'),
  'a job that failed': (page, fleet) => page.goto(`/servers/${fleet.serverId}/jobs/${fleet.jobId}`),
  'the page of settings': ofServer('/settings'),
  'the call-back': ofServer('/callback'),
  'the preview of changed settings': async (page, fleet) => {
    await ofServer('/settings')(page, fleet)
    await page.getByLabel('Schedule', { exact: true }).fill('*/5 4 * * *')
    await page.getByLabel('Keep in “last”', { exact: true }).fill('1')
    await page.getByRole('button', { name: 'Preview changes' }).click()
    await page.getByRole('heading', { name: 'Next runs' }).waitFor()
  },
  'a connection test beside its form': async (page, fleet) => {
    await ofServer('/edit')(page, fleet)
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByRole('heading', { name: 'Connection test' }).waitFor()
  },
  'a form that came back with errors': async (page) => {
    await page.goto('/servers/new')
    await page.getByRole('button', { name: 'Add server' }).click()
    await page.getByRole('alert').waitFor()
  },
  'the alerts': at('/alerts'),
  'the channels': at('/alerts/channels'),
  'the form of a channel': at('/alerts/channels/new?kind=webhook'),
  'the rules': at('/alerts/rules'),
  'the form of a rule': at('/alerts/rules/new'),
  'the maintenance windows': at('/alerts/windows'),
  'the form of a window': at('/alerts/windows/new'),
  'the summary of the alerts': at('/alerts/digest'),
  'the dead-man ping': at('/alerts/ping'),
  'an account': at('/account'),
  'the people': at('/users'),
  'the form of a new person': at('/users/new'),
  'the removal of a person': (page, fleet) => page.goto(`/users/${fleet.userId}/removal`),
  'a person': (page, fleet) => page.goto(`/users/${fleet.userId}`),
  'the confirmation of runs': (page, fleet) => page.goto(`/runs/new?server=${fleet.serverId}`),
  'the audit log': at('/audit'),
  'a page that is not there': at('/no/such/page'),
}

function at(path: string): Way {
  return (page) => page.goto(path)
}

function ofServer(path = ''): Way {
  return (page, { serverId }) => page.goto(`/servers/${serverId}${path}`)
}

/** Something of everything, with names that are hard to fit. */
export async function aFleet(panel: TestPanel) {
  const { server, sandbox } = await panel.aSandbox({
    name: 'Backups of the company with the long name, Frankfurt am Main',
    tags: ['production', 'frankfurt'],
  })
  const daily = longName.replace('-215606', '')
  await placeDump(sandbox.backupDir, { last: longName, daily })
  await placeFile(sandbox.backupDir, 'a file of which nobody knows what it is.txt')
  await placeFile(sandbox.backupDir, 'crm-20261119-030000.sql.gz', { bytes: 'x'.repeat(30_000) })
  await placeFile(sandbox.backupDir, 'crm-20261120-030000.sql.gz')
  const dead = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
  const otto = await panel.signIn('otto')
  const { headers } = await otto.post(`/servers/${server.id}/runs`)
  await sandbox.idle() // the run fails: there is no database of that name
  await panel.services.settings.update(
    { userId: null, username: '(test)', address: null },
    server,
    { BACKUP_KEEP_DAYS: '9' },
  )
  const jobId = String(headers.location).split('/').at(-1)
  const { id: userId = '' } =
    (await panel.stores.users.list()).find((user) => user.username === 'vera') ?? {}
  return { serverId: server.id, deadId: dead.id, jobId, userId }
}
