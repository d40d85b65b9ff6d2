import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { residentMiB } from '../process-figures.ts'

export interface Target {
  direct: string
  /** For the direct download. */
  token: string
  through: string
  /** For the download through the proxy. */
  cookie: string
  /** Of the proxy, for its memory; null when it is not known. */
  pid: number | null
  rounds: number
}

export interface Measured {
  directMBps: number
  throughMBps: number
  /** Of each pair of neighbours, since the load of the machine changes within a run. */
  ratio: number
  growthOneMiB: number | null
  growthTwentyMiB: number | null
}

export async function measure(target: Target): Promise<Measured> {
  const growthOneMiB = await growth(target.pid, () => through(target))
  const direct: number[] = []
  const proxied: number[] = []
  for (let round = 0; round < target.rounds; round += 1) {
    direct.push(await download(target.direct, ['-H', `Authorization: Bearer ${target.token}`]))
    proxied.push(await through(target))
  }
  const growthTwentyMiB = await growth(target.pid, () => twentySlow(target))
  const ratio = median(proxied.map((speed, round) => speed / (direct[round] ?? 0)))
  const [directMBps, throughMBps] = [median(direct), median(proxied)]
  return { directMBps, throughMBps, ratio, growthOneMiB, growthTwentyMiB }
}

function through(target: Target): Promise<number> {
  return download(target.through, ['-b', target.cookie])
}

/** MB per second of one whole download. */
async function download(url: string, args: string[]): Promise<number> {
  const format = '%{http_code} %{speed_download}'
  const { stdout } = await promisify(execFile)('curl', [
    ...['-sS', '-o', '/dev/null', '-w', format, '--max-time', '300'],
    ...args,
    url,
  ])
  const [status, speed] = stdout.split(' ')
  if (status !== '200') throw new Error(`${url} answered ${status}`)
  return Number(speed) / 1e6
}

/** Twenty readers of 20 MB/s each, for ten seconds. */
async function twentySlow(target: Target): Promise<void> {
  const args = ['-sS', '-o', '/dev/null', '--limit-rate', '20M', '--max-time', '10']
  const readers = Array.from({ length: 20 }, () =>
    promisify(execFile)('curl', [...args, '-b', target.cookie, target.through]).catch(() => {}),
  )
  await Promise.all(readers)
}

/** By how much a process grew at most while something was done, in MiB. */
async function growth(pid: number | null, act: () => Promise<unknown>): Promise<number | null> {
  if (pid === null) {
    await act()
    return null
  }
  const before = await residentMiB(pid)
  let peak = before
  let isDone = false
  const acting = act().finally(() => {
    isDone = true
  })
  while (!isDone) {
    peak = Math.max(peak, await residentMiB(pid))
    await wait(20)
  }
  await acting
  return peak - before
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
