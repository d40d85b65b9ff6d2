import type { NewEvent } from '../../src/core/monitor/event.ts'
import { alertScene, later } from './alert-scene.ts'

/** The signs of a night in which nothing ran, in the order in which they show. */
export const signs = {
  server: sign('state', 'state', 'Backups are late', 'Every backup is as it should be', 'late'),
  run: sign('run', 'run', 'A scheduled run was missed', 'Runs succeed again'),
  shop: ofDatabase('shop'),
  crm: ofDatabase('crm'),
}

function ofDatabase(name: string) {
  const title = `The last dump of ${name} is too old`
  return sign('database', `database:${name}`, title, `${name} is safe again`, 'late')
}

function sign(
  kind: NewEvent['kind'],
  subject: string,
  title: string,
  ending: string,
  to?: 'late' | 'failing',
) {
  const severity = kind === 'state' && to === 'late' ? 'warning' : 'critical'
  const about = { kind, subject, evidence: [] }
  return {
    begins: (at: Date): NewEvent => ({ ...about, severity, title, at, ...(to && { to }) }),
    ends: (at: Date): NewEvent => ({ ...about, severity: 'resolved', title: ending, at }),
  }
}

export type Sign = keyof typeof signs

/** One server, of which nothing is known yet. */
export async function aShop(answers?: number[]) {
  const scene = await alertScene(answers)
  const { id } = await scene.aServer({ name: 'Shop' })
  return { ...scene, id }
}

type Shop = Awaited<ReturnType<typeof aShop>>

/** What shows so many minutes after the start, and all that is told in the minute that follows. */
export async function shows(shop: Shop, minute: number, ...names: Sign[]): Promise<void> {
  await happen(shop, minute, (at) => names.map((name) => signs[name].begins(at)))
}

export async function ends(shop: Shop, minute: number, ...names: Sign[]): Promise<void> {
  await happen(shop, minute, (at) => names.map((name) => signs[name].ends(at)))
}

async function happen(shop: Shop, minute: number, eventsAt: (at: Date) => NewEvent[]) {
  const at = later(minute, 'min')
  await shop.happens(shop.id, ...eventsAt(at))
  await shop.at(at)
  await shop.at(later(minute + 1, 'min'))
}
