import type { ProbeStep } from '../../../core/probe.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { Frame, Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Checkbox, type ErrorSummary, errorSummary, type Field } from '../pieces/field.ts'
import { type ProbeLadder, probeLadder } from './probe.ts'
import { serverFields, serverSwitches } from './server-fields.ts'

/** As typed, so that nothing is lost when something is wrong. The token is never handed back. */
export interface ServerFormValues {
  name: string
  baseUrl: string
  verifyTls: boolean
  timeoutSeconds: string
  pollSeconds: string
  /** Empty: as the schedule asks for. */
  maxAgeHours: string
  /** A database and its hours a line. */
  databaseMaxAges: string
  enabled: boolean
  tags: string
}

/** What is wrong, by field name; `form` belongs to no single field. */
export type ServerFormErrors = Partial<Record<keyof ServerFormValues | 'token' | 'form', string>>

export interface ServerFormView extends Framed {
  heading: string
  action: string
  probeAction: string
  checkAction: string
  submitText: string
  cancelHref: string
  removalHref: string | null
  summary: ErrorSummary | null
  /** What the fields hold is not saved yet, even before anything is typed. */
  isTyped: boolean
  ladder: ProbeLadder | null
  name: Field
  baseUrl: Field
  token: Field
  /** Then the field replaces it, and is folded away. */
  isTokenSet: boolean
  timeoutSeconds: Field
  pollSeconds: Field
  maxAgeHours: Field
  databaseMaxAges: Field
  tags: Field
  verifyTls: Checkbox
  enabled: Checkbox
}

export interface ServerForm {
  /** Null: one that is being added. */
  server: BackupServer | null
  values: ServerFormValues
  errors: ServerFormErrors
  isTokenSet: boolean
  /** After "Test connection". */
  steps: ProbeStep[] | null
}

const hourMs = 60 * 60 * 1000

export const newServerValues: ServerFormValues = {
  name: '',
  baseUrl: '',
  verifyTls: true,
  timeoutSeconds: '10',
  pollSeconds: '60',
  maxAgeHours: '',
  databaseMaxAges: '',
  enabled: true,
  tags: '',
}

export function valuesOf(server: BackupServer): ServerFormValues {
  return {
    name: server.name,
    baseUrl: server.baseUrl,
    verifyTls: server.verifyTls,
    timeoutSeconds: String(server.timeoutMs / 1000),
    pollSeconds: String(server.pollIntervalMs / 1000),
    maxAgeHours: server.maxAgeMs === null ? '' : String(server.maxAgeMs / hourMs),
    databaseMaxAges: server.databaseMaxAges
      .map(({ database, maxAgeMs }) => `${database} ${maxAgeMs / hourMs}`)
      .join('\n'),
    enabled: server.isEnabled,
    tags: server.tags.join(', '),
  }
}

export function serverFormView(form: ServerForm, viewer: Viewer): ServerFormView {
  const { server, errors, steps } = form
  const { paths } = viewer
  const fields = serverFields(form)
  const summary = errorSummary(Object.values(fields), errors.form ? [errors.form] : [])
  const heading = server === null ? 'Add a server' : `Edit ${server.name}`
  return {
    frame: frame(server, summary ? `Error: ${heading}` : heading, viewer),
    heading,
    action: server === null ? paths.servers() : paths.server(server.id),
    checkAction: server === null ? paths.newServerCheck() : paths.serverCheck(server.id),
    isTokenSet: form.isTokenSet,
    isTyped: summary !== null || steps !== null,
    probeAction: server === null ? paths.newServerProbe() : paths.serverProbe(server.id),
    submitText: server === null ? 'Add server' : 'Save changes',
    cancelHref: server === null ? paths.servers() : paths.server(server.id),
    removalHref: server && paths.serverRemoval(server.id),
    summary,
    ladder: steps && probeLadder(steps),
    ...fields,
    ...serverSwitches(form),
  }
}

function frame(server: BackupServer | null, title: string, { paths }: Viewer): Frame {
  const own = server ? [{ text: server.name, href: paths.server(server.id) }] : []
  return {
    title,
    section: 'servers',
    crumbs: [
      { text: 'Servers', href: paths.servers() },
      ...own,
      { text: server ? 'Edit' : 'Add a server', href: null },
    ],
    header: null,
  }
}
