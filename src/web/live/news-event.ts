import { hasEnded } from '../../services/live/looks.ts'
import { type News, topicName } from '../../services/live/topic.ts'
import type { FragmentText } from '../page.ts'
import type { Viewer } from '../views/frame/viewer.ts'
import { jobNoticeView } from '../views/jobs/job-notice.ts'
import { jobBadge } from '../views/jobs/job-row.ts'
import { serverBadges } from '../views/pieces/badge.ts'
import { serverStateView } from '../views/servers/server-state.ts'
import { jobsDigest, jobVersion, stateVersion } from './versions.ts'

/**
 * News as a page is told them. What is to be shown comes as the fragment that a page of its own would
 * show, so that there is one way to draw it; larger parts a page fetches anew when their version differs.
 */
export function newsEvent(news: News, viewer: Viewer, fragment: FragmentText): NewsEvent {
  const topic = topicName(news.topic)
  switch (news.kind) {
    case 'gone':
      return { topic }
    case 'jobs':
      return { topic, version: jobsDigest(news.jobs) }
    case 'state':
      return { topic, ...stateData(news, viewer, fragment) }
    case 'job':
      return { topic, ...jobData(news, viewer, fragment) }
  }
}

export interface NewsEvent {
  topic: string
  version?: string
}

type NewsOf<K extends News['kind']> = Extract<News, { kind: K }>

function stateData({ look }: NewsOf<'state'>, viewer: Viewer, fragment: FragmentText) {
  const { judgement, dumps } = look
  const view = serverStateView(judgement, dumps[0]?.finishedAt ?? null, viewer)
  return {
    version: stateVersion(judgement, dumps),
    badge: serverBadges[judgement.verdict],
    html: fragment('servers/state', view),
  }
}

function jobData({ judged, server }: NewsOf<'job'>, viewer: Viewer, fragment: FragmentText) {
  const isOver = hasEnded(judged)
  return {
    version: jobVersion(judged.job),
    badge: jobBadge(judged),
    hasEnded: isOver,
    html: isOver ? fragment('jobs/notice', jobNoticeView(judged, server, viewer)) : null,
  }
}
