import { RemoteError } from '../../core/errors.ts'
import { faultWordings } from '../../core/faults.ts'
import type { ProbeStep, ProbeStepName } from '../../core/probe.ts'
import { withinLimit } from '../../lib/remote/limit.ts'
import type { Remote } from '../../lib/remote/remote.ts'
import type { DriverTarget } from '../target.ts'
import { type Climb, type Finding, RungFailed, rungLimitMs } from './climb.ts'
import { askConfig, askHealth, askStatus, askWithToken, compareClocks } from './probe-api.ts'
import { checkAddress, connect, resolve, shakeHands } from './probe-network.ts'

type Rung = (climb: Climb, signal: AbortSignal) => Finding | Promise<Finding>

const rungs: [ProbeStepName, Rung][] = [
  ['address', checkAddress],
  ['dns', resolve],
  ['tcp', connect],
  ['tls', shakeHands],
  ['healthz', askHealth],
  ['token', askWithToken],
  ['status', askStatus],
  ['config', askConfig],
  ['clock', compareClocks],
]

/** Climbs from the address up to the clock. After the first failure the rest is skipped. */
export async function* probe(
  remote: Remote,
  target: DriverTarget,
  signal: AbortSignal,
): AsyncIterable<ProbeStep> {
  const climb: Climb = { remote, target, addresses: [], address: '', status: null }
  let isBroken = false
  for (const [name, rung] of rungs) {
    const step = isBroken ? notTried(name) : await take(name, rung, climb, signal)
    if (step.outcome === 'failed') isBroken = true
    yield step
  }
}

async function take(
  name: ProbeStepName,
  rung: Rung,
  climb: Climb,
  signal: AbortSignal,
): Promise<ProbeStep> {
  const startedAt = performance.now()
  const tookMs = () => Math.round(performance.now() - startedAt)
  try {
    const found = await withinLimit(signal, rungLimitMs, async (limit) => rung(climb, limit))
    return { name, ...found, outcome: found.outcome ?? 'passed', tookMs: tookMs() }
  } catch (error) {
    return { name, ...failureOf(error), outcome: 'failed', tookMs: tookMs() }
  }
}

function failureOf(error: unknown): Omit<Finding, 'outcome'> {
  if (error instanceof RungFailed) return error.found
  if (!(error instanceof RemoteError)) throw error
  const { title, remedy } = faultWordings[error.fault]
  return { finding: error.detail ?? title, remedy }
}

function notTried(name: ProbeStepName): ProbeStep {
  return { name, outcome: 'skipped', finding: 'Not tried' }
}
