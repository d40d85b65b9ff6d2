import { count } from '../core/wording.ts'
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
  const unreadable = await withPanel(({ services }) => services.servers.unreadable())
  if (unreadable.length === 0) {
    process.stdout.write('Every stored token can be opened.\n')
    return
  }
  process.stdout.write(`APP_SECRET cannot open ${count(unreadable.length, 'token')}.\n`)
  process.exitCode = 1
}

async function rotate(): Promise<void> {
  const resealed = await withPanel(async ({ stores }) => {
    const done = await stores.servers.reseal()
    if ((await stores.servers.unreadable()).length === 0) await stores.sealCheck.renew()
    return done
  })
  process.stdout.write(`${count(resealed, 'token')} sealed anew with APP_SECRET.\n`)
}
