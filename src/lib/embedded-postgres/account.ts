import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Account } from './run.ts'

const customary = ['postgres', '_postgres', 'nobody', 'daemon']

/**
 * Postgres refuses to run as root, so root lends it another account: the one that the cluster
 * already belongs to, else a customary one.
 */
export function chooseAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = existsSync(cluster) ? statSync(cluster) : undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return customaryAccount()
}

/** Whether the account may pass every folder on the way, and read and enter or run what is at the end. */
export function canReach(account: Account, path: string): boolean {
  let place = realpathSync(path)
  let isAllowed = allows(account, place, 0o5)
  while (isAllowed && dirname(place) !== place) {
    place = dirname(place)
    isAllowed = allows(account, place, 0o1)
  }
  return isAllowed
}

function allows(account: Account, path: string, wanted: number): boolean {
  const { mode, uid, gid } = statSync(path)
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return ((mode >> shift) & wanted) === wanted
}

function customaryAccount(): Account {
  const entries = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  for (const name of customary) {
    const [, , uid, gid] = entries.find((entry) => entry.startsWith(`${name}:`))?.split(':') ?? []
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  return { uid: 65_534, gid: 65_534 }
}
