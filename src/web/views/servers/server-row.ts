import { may } from '../../../core/permissions.ts'
import type { BackupServer } from '../../../core/server.ts'
import { topicName } from '../../../services/live/topic.ts'
import type { Viewer } from '../frame/viewer.ts'
import { knownState, type ServerStateView, standingView } from './server-state.ts'
import type { ServerList } from './servers.ts'

export interface ServerRow {
  id: string
  name: string
  href: string
  address: string
  tags: { text: string; href: string }[]
  /** Known without contacting it; null leaves it to the script or the link. */
  state: ServerStateView | null
  stateHref: string
  /** What the stream calls its state. Null: nothing new is to come. */
  topic: string | null
  probeHref: string | null
  backupsHref: string
  editHref: string | null
}

export function serverRow(
  server: BackupServer,
  { unreadable, standing }: Pick<ServerList, 'unreadable' | 'standing'>,
  viewer: Viewer,
): ServerRow {
  const { paths, role } = viewer
  const fixed = knownState(server, unreadable)
  const state = fixed ?? standingView(standing(server), viewer)
  return {
    id: server.id,
    name: server.name,
    href: paths.server(server.id),
    address: server.baseUrl,
    tags: server.tags.map((tag) => ({ text: tag, href: paths.servers({ tag }) })),
    state,
    stateHref: paths.serverState(server.id),
    topic: fixed ? null : topicName({ kind: 'state', serverId: server.id }),
    probeHref: state || !may(role, 'server.probe') ? null : paths.serverProbe(server.id),
    backupsHref: paths.backups(server.id),
    editHref: may(role, 'server.change') ? paths.editServer(server.id) : null,
  }
}
