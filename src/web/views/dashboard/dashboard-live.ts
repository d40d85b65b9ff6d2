import { topicName } from '../../../services/live/topic.ts'
import { jobsDigest, stateVersion } from '../../live/versions.ts'
import type { DashboardInput } from './dashboard.ts'

/** What the stream calls the two things that a dashboard follows, and what it was drawn from. */
export interface DashboardLive {
  state: Followed
  jobs: Followed
}

interface Followed {
  topic: string
  version: string
}

export function dashboardLive(input: DashboardInput): DashboardLive {
  const { server, state, backups, listedJobs } = input
  const { id: serverId } = server
  const dumps = backups.ok ? backups.value.dumps : []
  return {
    state: { topic: topicName({ kind: 'state', serverId }), version: stateVersion(state, dumps) },
    jobs: { topic: topicName({ kind: 'jobs', serverId }), version: jobsDigest(listedJobs) },
  }
}
