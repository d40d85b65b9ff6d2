import type { ProbeStep } from '../../core/probe.ts'
import type { BackupServer } from '../../core/server.ts'
import {
  type Checkbox,
  checkbox,
  type ErrorSummary,
  errorSummary,
  type Field,
  field,
} from './field.ts'
import type { Frame, Framed } from './frame.ts'
import { type ProbeLadder, probeLadder } from './probe.ts'
import type { Viewer } from './viewer.ts'

/** As typed, so that nothing is lost when something is wrong. The token is never handed back. */
export interface ServerFormValues {
  name: string
  baseUrl: string
  verifyTls: boolean
  timeoutSeconds: string
  enabled: boolean
  tags: string
}

/** What is wrong, by field name; `form` belongs to no single field. */
export type ServerFormErrors = Partial<Record<keyof ServerFormValues | 'token' | 'form', string>>

export interface ServerFormView extends Framed {
  heading: string
  action: string
  probeAction: string
  submitText: string
  cancelHref: string
  removalHref: string | null
  summary: ErrorSummary | null
  ladder: ProbeLadder | null
  name: Field
  baseUrl: Field
  token: Field
  timeoutSeconds: Field
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

export const newServerValues: ServerFormValues = {
  name: '',
  baseUrl: '',
  verifyTls: true,
  timeoutSeconds: '10',
  enabled: true,
  tags: '',
}

export function valuesOf(server: BackupServer): ServerFormValues {
  return {
    name: server.name,
    baseUrl: server.baseUrl,
    verifyTls: server.verifyTls,
    timeoutSeconds: String(server.timeoutMs / 1000),
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
    probeAction: server === null ? paths.newServerProbe() : paths.serverProbe(server.id),
    submitText: server === null ? 'Add server' : 'Save changes',
    cancelHref: server === null ? paths.servers() : paths.server(server.id),
    removalHref: server && paths.serverRemoval(server.id),
    summary,
    ladder: steps && probeLadder(steps),
    ...fields,
    ...switches(form),
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

function serverFields(form: ServerForm) {
  const { values, errors } = form
  return {
    name: field({
      name: 'name',
      label: 'Name',
      help: 'How it is called in lists, logs and alerts.',
      value: values.name,
      error: errors.name ?? null,
      required: true,
      autofocus: form.server === null,
    }),
    baseUrl: field({
      name: 'baseUrl',
      label: 'Base URL',
      type: 'url',
      help: 'Where the container’s API answers, for example http://backup:8080. A private address or a Docker service name is fine.',
      value: values.baseUrl,
      error: errors.baseUrl ?? null,
      warning: clearTextWarning(values.baseUrl),
      required: true,
    }),
    token: tokenField(form),
    timeoutSeconds: field({
      name: 'timeoutSeconds',
      label: 'Timeout',
      type: 'number',
      unit: 'seconds',
      width: 'short',
      help: 'How long one answer may take. Downloads have their own limits.',
      value: values.timeoutSeconds,
      error: errors.timeoutSeconds ?? null,
      min: 1,
      max: 120,
      required: true,
    }),
    tags: field({
      name: 'tags',
      label: 'Tags',
      help: 'Separated by commas, for example: production, berlin.',
      value: values.tags,
      error: errors.tags ?? null,
    }),
  }
}

function tokenField({ server, errors, isTokenSet }: ServerForm): Field {
  const kept =
    'A token is set and never shown. Leave this empty to keep it; when the base URL changes, it is needed again.'
  const asked =
    'The API_TOKEN that the container was started with. It is stored sealed and never shown again.'
  return field({
    name: 'token',
    label: isTokenSet ? 'Replace token' : 'Token',
    type: 'password',
    help: isTokenSet ? kept : asked,
    error: errors.token ?? null,
    required: server === null,
    autocomplete: 'new-password',
  })
}

function switches({ values }: ServerForm) {
  return {
    verifyTls: checkbox({
      name: 'verifyTls',
      label: 'Verify TLS certificate',
      help: 'Switch this off only for a self-signed certificate in a network that you trust.',
      checked: values.verifyTls,
    }),
    enabled: checkbox({
      name: 'enabled',
      label: 'Enabled',
      help: 'When off, the server is paused: it is not contacted, and nothing can be run, downloaded or restored.',
      checked: values.enabled,
    }),
  }
}

const privateHost =
  /^(localhost|[^.:]+|.+\.(local|internal|lan|home\.arpa|localhost)|127\..+|10\..+|192\.168\..+|172\.(1[6-9]|2\d|3[01])\..+|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\..+|\[(::1|f[cd].*)\])$/i

/** Plain http is fine inside a Docker or home network; over the internet the token could be read. */
function clearTextWarning(baseUrl: string): string | null {
  if (!URL.canParse(baseUrl)) return null
  const { protocol, hostname } = new URL(baseUrl)
  if (protocol !== 'http:' || privateHost.test(hostname)) return null
  return 'This is plain HTTP to a public address: the token and every dump travel in clear. Use https:// if the server can.'
}
