import { count } from '../core/wording.ts'
import type { Stores } from '../store/stores.ts'
import type { Command } from './command.ts'
import { withPanel } from './panel.ts'

export const keyCommands: Command[] = [
  {
    words: ['key', 'check'],
    takes: '',
    does: 'Tells whether APP_SECRET opens every token',
    run: check,
  },
  {
    words: ['key', 'rotate'],
    takes: '',
    does: 'Seals tokens of APP_SECRET_PREVIOUS with APP_SECRET',
    run: rotate,
  },
]

async function check(): Promise<void> {
  const unreadable = await withPanel(({ stores }) => unreadableIn(stores))
  if (unreadable.length === 0) process.stdout.write('Every stored token can be opened.\n')
  else tellUnreadable(unreadable)
}

async function unreadableIn({ servers, alerts }: Stores): Promise<string[]> {
  return [...(await servers.unreadable()), ...(await alerts.unreadable())]
}

function tellUnreadable(tokens: string[]): void {
  process.stdout.write(`APP_SECRET cannot open ${count(tokens.length, 'token')}.\n`)
  process.exitCode = 1
}

async function rotate(): Promise<void> {
  const { resealed, unreadable } = await withPanel(async ({ stores }) => {
    const done = (await stores.servers.reseal()) + (await stores.alerts.reseal())
    const left = await unreadableIn(stores)
    if (left.length === 0) await stores.sealCheck.renew()
    return { resealed: done, unreadable: left }
  })
  process.stdout.write(`${count(resealed, 'token')} sealed anew with APP_SECRET.\n`)
  if (unreadable.length > 0) tellUnreadable(unreadable)
}
