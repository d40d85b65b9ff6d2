import type { BackupServer } from '../../../core/server.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type ErrorSummary, errorSummary, type Field, field } from './field.ts'

/** A dangerous act on a page of its own: what it does in plain words, and a typed name. */
export interface Confirmation {
  heading: string
  consequences: string[]
  action: string
  submitText: string
  cancelHref: string
  summary: ErrorSummary | null
  /** What must be typed; null when a click is enough. */
  typed: Field | null
}

export interface RemovalView extends Framed {
  confirmation: Confirmation
}

/** `error`: what was wrong with the name typed before. */
export function removalView(
  server: BackupServer,
  viewer: Viewer,
  error: string | null = null,
  value = '',
): RemovalView {
  const { paths } = viewer
  const typed = field({
    name: 'confirmation',
    label: `Type “${server.name}” to confirm`,
    value,
    error,
    required: true,
  })
  const heading = `Delete ${server.name}?`
  return {
    frame: {
      title: error ? `Error: ${heading}` : heading,
      section: 'servers',
      crumbs: [
        { text: 'Servers', href: paths.servers() },
        { text: server.name, href: paths.server(server.id) },
        { text: 'Delete', href: null },
      ],
      header: null,
    },
    confirmation: {
      heading,
      consequences: [
        'The panel forgets this server: its address, its token and its job history here.',
        'The container keeps running on its schedule, and its dumps stay where they are.',
        'The audit log keeps what was done. To have the server back, add it again with its token.',
      ],
      action: paths.serverRemoval(server.id),
      submitText: 'Delete server',
      cancelHref: paths.editServer(server.id),
      summary: errorSummary([typed]),
      typed,
    },
  }
}
