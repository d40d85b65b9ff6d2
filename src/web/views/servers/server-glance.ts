import type { Standing } from '../../../services/fleet/standings.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'
import { scheduleView } from '../settings/schedule.ts'

/** What the panel found when it last looked at a server, for the header of all its pages. */
export interface ServerGlance {
  badge: Badge
  seen: TimeView
  schedule: { words: string; next: TimeView | null; isEstimate: boolean } | null
}

export function serverGlance(last: Omit<Standing, 'lastGoodAt'>, viewer: Viewer): ServerGlance {
  const schedule = last.schedule && scheduleView(last.schedule, viewer)
  return {
    badge: serverBadges[last.judgement.verdict],
    seen: viewer.format.ago(last.at, viewer.now),
    schedule: schedule && {
      words: schedule.words,
      next: schedule.next?.in ?? null,
      isEstimate: schedule.isEstimate,
    },
  }
}
