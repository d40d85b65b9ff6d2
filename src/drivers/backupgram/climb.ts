import type { Remote } from '../../lib/remote/remote.ts'
import type { Reply } from '../../lib/remote/reply.ts'
import type { DriverTarget } from '../target.ts'

/** What one rung found. Failures are thrown, as RemoteError or with a remedy of their own. */
export interface Finding {
  outcome?: 'warned' | 'skipped'
  finding: string
  remedy?: string
}

/** A failure whose remedy depends on more than its fault. */
export class RungFailed extends Error {
  readonly remedy: string

  constructor(finding: string, remedy: string) {
    super(finding)
    this.remedy = remedy
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
