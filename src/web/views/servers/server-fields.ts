import { clearTextWarning } from '../pieces/clear-text.ts'
import { checkbox, type Field, field } from '../pieces/field.ts'
import type { ServerForm } from './server-form.ts'

/** The controls of the form, with what was typed and what is wrong with it. */
export function serverFields(form: ServerForm) {
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
      help: 'Where the container’s API answers, for example http://backupgram:8081. A private address or a Docker service name is fine.',
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
    ...watchFields(form),
    tags: field({
      name: 'tags',
      label: 'Tags',
      help: 'Separated by commas, for example: production, berlin.',
      value: values.tags,
      error: errors.tags ?? null,
    }),
  }
}

function watchFields({ values, errors }: ServerForm) {
  return {
    pollSeconds: field({
      name: 'pollSeconds',
      label: 'Checked every',
      type: 'number',
      unit: 'seconds',
      width: 'short',
      help: 'How often the panel looks at it by itself, from 10 seconds to a day.',
      value: values.pollSeconds,
      error: errors.pollSeconds ?? null,
      min: 10,
      max: 86_400,
      required: true,
    }),
    maxAgeHours: field({
      name: 'maxAgeHours',
      label: 'Oldest dump allowed',
      type: 'number',
      unit: 'hours',
      width: 'short',
      help: 'A database whose last good dump is older counts as late. Left empty, its schedule decides.',
      value: values.maxAgeHours,
      error: errors.maxAgeHours ?? null,
      min: 1,
    }),
    databaseMaxAges: field({
      name: 'databaseMaxAges',
      label: 'For single databases',
      help: 'A line each: the name of the database, then its hours.',
      value: values.databaseMaxAges,
      error: errors.databaseMaxAges ?? null,
      placeholder: 'archive 200',
    }),
  }
}

function tokenField({ server, errors, isTokenSet }: ServerForm): Field {
  const kept =
    'It is never shown. Left empty, it stays; when the base URL changes, it is needed again.'
  const asked =
    'The REST_API_TOKEN that the container was started with. It is stored sealed and never shown again.'
  return field({
    name: 'token',
    label: 'Token',
    type: 'password',
    help: isTokenSet ? kept : asked,
    error: errors.token ?? null,
    required: server === null,
    autocomplete: 'new-password',
  })
}

export function serverSwitches({ values }: ServerForm) {
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
