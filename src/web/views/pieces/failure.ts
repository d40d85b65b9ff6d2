import type { RemoteError, RemoteFault } from '../../../core/errors.ts'
import { faultWordings } from '../../../core/faults.ts'
import { may } from '../../../core/permissions.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from './badge.ts'
import { serverBadges } from './badge.ts'

/** A remote failure, in the place of the data that it kept away. */
export interface FailureView {
  /** What it makes of the server's state. */
  badge: Badge
  title: string
  /** The other side's words, capped; the template escapes them. */
  detail: string | null
  remedy: string
  editHref: string | null
  retryHref: string | null
}

const detailLimit = 300

export function failureView(
  error: RemoteError,
  server: { id: string },
  viewer: Viewer,
  retryHref: string | null = null,
): FailureView {
  return {
    badge: faultBadge(error.fault),
    ...faultWordings[error.fault],
    detail: error.detail === undefined ? null : capped(error.detail),
    editHref: may(viewer.role, 'server.change') ? viewer.paths.editServer(server.id) : null,
    retryHref: error.fault === 'paused' ? null : retryHref,
  }
}

/** What a failed reading makes of a server's state. */
export function faultBadge(fault: RemoteFault): Badge {
  if (fault === 'paused') return serverBadges.paused
  if (fault === 'token-refused' || fault === 'token-unreadable') return serverBadges.refused
  return serverBadges.unreachable
}

function capped(text: string): string {
  return text.length > detailLimit ? `${text.slice(0, detailLimit)}…` : text
}
