import { may } from '../../../core/permissions.ts'
import type { ProbeStep, ProbeStepName } from '../../../core/probe.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { quoted } from '../pieces/shell-word.ts'
import { type Facets, serverFrame } from './server-header.ts'

export interface ProbeLadder {
  badge: Badge
  sentence: string
  steps: {
    title: string
    about: string
    badge: Badge
    finding: string
    remedy: string | null
    took: string | null
  }[]
}

export interface ProbeView extends Framed {
  ladder: ProbeLadder
  againHref: string
  /** The same connection from a shell, for the machine that the panel runs on. */
  command: string
  editHref: string | null
}

const stepWordings: Record<ProbeStepName, { title: string; about: string }> = {
  address: { title: 'Address', about: 'May the panel contact it?' },
  dns: { title: 'DNS', about: 'Does the host name resolve?' },
  tcp: { title: 'Connection', about: 'Does the port answer?' },
  tls: { title: 'TLS', about: 'Is the certificate valid?' },
  healthz: { title: 'Health', about: 'Is it a backup server, and alive?' },
  token: { title: 'Token', about: 'Does it accept the token?' },
  status: { title: 'Status', about: 'Can its state be read?' },
  config: { title: 'Settings', about: 'Can its settings be read?' },
  clock: { title: 'Clock', about: 'Does its clock agree with ours?' },
}

const outcomeBadges: Record<ProbeStep['outcome'], Badge> = {
  passed: { tone: 'ok', icon: 'check', text: 'Passed' },
  failed: { tone: 'bad', icon: 'cross', text: 'Failed' },
  warned: { tone: 'warn', icon: 'alert', text: 'Warning' },
  skipped: { tone: 'quiet', icon: 'skip', text: 'Skipped' },
}

export function probeView(
  server: BackupServer,
  facets: Facets,
  steps: ProbeStep[],
  viewer: Viewer,
): ProbeView {
  const { paths, role } = viewer
  return {
    frame: serverFrame(
      server,
      facets,
      { title: 'Connection check', tab: null, trail: [{ text: 'Connection check', href: null }] },
      viewer,
    ),
    ladder: probeLadder(steps),
    againHref: paths.serverProbe(server.id),
    command: connectCommand(server),
    editHref: may(role, 'server.change') ? paths.editServer(server.id) : null,
  }
}

function connectCommand({ baseUrl, timeoutMs, verifyTls }: BackupServer): string {
  const insecure = verifyTls ? '' : ' --insecure'
  return `curl --verbose${insecure} --max-time ${Math.ceil(timeoutMs / 1000)} ${quoted(baseUrl)}`
}

/** The steps from name resolution up to a working token, and what they come to. */
export function probeLadder(steps: ProbeStep[]): ProbeLadder {
  return {
    ...conclusion(steps),
    steps: steps.map((step) => ({
      ...stepWordings[step.name],
      badge: outcomeBadges[step.outcome],
      finding: step.finding,
      remedy: step.remedy ?? null,
      took: took(step),
    })),
  }
}

function took({ outcome, tookMs }: ProbeStep): string | null {
  if (tookMs === undefined || outcome === 'skipped') return null
  return tookMs < 1 ? '< 1 ms' : `${Math.round(tookMs)} ms`
}

function conclusion(steps: ProbeStep[]): Pick<ProbeLadder, 'badge' | 'sentence'> {
  const failed = steps.find((step) => step.outcome === 'failed')
  if (failed) {
    const { title } = stepWordings[failed.name]
    return {
      badge: outcomeBadges.failed,
      sentence: `The check stops at “${title}”. What comes after depends on it.`,
    }
  }
  if (steps.some((step) => step.outcome === 'warned')) {
    return { badge: outcomeBadges.warned, sentence: 'It works, but something wants attention.' }
  }
  return { badge: outcomeBadges.passed, sentence: 'Everything works, from the name to the token.' }
}
