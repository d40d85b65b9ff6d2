import type { ProbeStep } from '../../core/probe.ts'
import type { Remote } from '../../lib/remote/remote.ts'
import type { Reply } from '../../lib/remote/reply.ts'
import type { DriverTarget } from '../target.ts'

/** What one rung found. Failures are thrown, as RemoteError or with a remedy of their own. */
export interface Finding extends Pick<ProbeStep, 'certificateEndsAt' | 'clockSkewMs'> {
  outcome?: 'warned' | 'skipped'
  finding: string
  remedy?: string
}

/** A failure whose remedy depends on more than its fault. */
export class RungFailed extends Error {
  readonly found: Finding

  constructor(found: Finding) {
    super(found.finding)
    this.found = found
  }
}

/** What the rungs below have learnt. */
export interface Climb {
  remote: Remote
  target: DriverTarget
  addresses: string[]
  address: string
  /** The answer to `/status`, once the token was accepted. */
  status: (Reply & { receivedAt: Date }) | null
}

/** For each rung. */
export const rungLimitMs = 3000
