import { z } from 'zod'
import { parseBaseUrl } from '../../core/base-url.ts'
import type { BackupServer, ServerInput } from '../../core/server.ts'
import {
  newServerValues,
  type ServerFormErrors,
  type ServerFormValues,
} from '../views/servers/server-form.ts'
import { hasField, isTicked, textOf } from './body.ts'
import { databaseMaxAges, maxAgeHours } from './max-ages.ts'

const limits = {
  name: 100,
  token: 4096,
  tag: 40,
  tags: 20,
  timeoutSeconds: 120,
  pollSeconds: { least: 10, most: 24 * 60 * 60 },
}

const hourMs = 60 * 60 * 1000

/** A form that was sent: what was typed, and either what it means or what is wrong with it. */
export interface SentServerForm {
  values: ServerFormValues
  /** Undefined: the field was left empty, so the stored token stays. */
  token: string | undefined
  input: ServerInput | null
  errors: ServerFormErrors
}

const oneLine = /^\P{Cc}*$/u

const schema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Enter a name.')
    .max(limits.name, `A name may have at most ${limits.name} characters.`)
    // Whoever deletes it must be able to type it.
    .regex(oneLine, 'A name is one line of text.'),
  timeoutSeconds: z.coerce
    .number('Enter the timeout in seconds.')
    .int('Enter whole seconds.')
    .min(1, 'The timeout must be at least 1 second.')
    .max(limits.timeoutSeconds, `The timeout may be at most ${limits.timeoutSeconds} seconds.`),
  pollSeconds: z.coerce
    .number('Enter the interval in seconds.')
    .int('Enter whole seconds.')
    .min(limits.pollSeconds.least, `The shortest interval is ${limits.pollSeconds.least} seconds.`)
    .max(limits.pollSeconds.most, 'The longest interval is a day, 86400 seconds.'),
  maxAgeHours,
  databaseMaxAges,
  tags: z
    .string()
    .transform(splitTags)
    .pipe(
      z
        .array(
          z
            .string()
            .max(limits.tag, `A tag may have at most ${limits.tag} characters.`)
            .regex(oneLine, 'A tag is one line of text.'),
        )
        .max(limits.tags, `At most ${limits.tags} tags.`),
    ),
})

/** Reads the form for a new server, or for the one that is stored. */
export function readServerForm(body: unknown, stored: BackupServer | null): SentServerForm {
  const values: ServerFormValues = {
    name: textOf(body, 'name'),
    baseUrl: textOf(body, 'baseUrl'),
    verifyTls: isTicked(body, 'verifyTls'),
    timeoutSeconds: orUsual(body, 'timeoutSeconds'),
    pollSeconds: orUsual(body, 'pollSeconds'),
    maxAgeHours: textOf(body, 'maxAgeHours'),
    databaseMaxAges: textOf(body, 'databaseMaxAges'),
    enabled: isTicked(body, 'enabled'),
    tags: textOf(body, 'tags'),
  }
  const token = textOf(body, 'token').trim() || undefined
  const fields = schema.safeParse(values)
  const baseUrl = parseBaseUrl(values.baseUrl)
  const errors: ServerFormErrors = {
    ...(fields.success ? {} : errorsOf(fields.error)),
    ...(baseUrl.ok ? {} : { baseUrl: baseUrl.sentence }),
    ...tokenErrors(token, stored, baseUrl.ok ? baseUrl.url : null),
  }
  if (!fields.success || !baseUrl.ok || Object.keys(errors).length > 0) {
    return { values, token, input: null, errors }
  }
  const { name, timeoutSeconds, tags, pollSeconds, maxAgeHours, databaseMaxAges } = fields.data
  const input: ServerInput = {
    name,
    kind: stored?.kind ?? 'backupgram',
    baseUrl: baseUrl.url,
    verifyTls: values.verifyTls,
    timeoutMs: timeoutSeconds * 1000,
    isEnabled: values.enabled,
    tags,
    pollIntervalMs: pollSeconds * 1000,
    maxAgeMs: maxAgeHours === null ? null : maxAgeHours * hourMs,
    databaseMaxAges,
  }
  return { values, token, input, errors }
}

function orUsual(body: unknown, field: 'timeoutSeconds' | 'pollSeconds'): string {
  return hasField(body, field) ? textOf(body, field) : newServerValues[field]
}

function errorsOf(error: z.ZodError): ServerFormErrors {
  return Object.fromEntries(error.issues.map((issue) => [issue.path[0], issue.message]))
}

function tokenErrors(
  token: string | undefined,
  stored: BackupServer | null,
  baseUrl: string | null,
) {
  if (token === undefined && stored === null) return { token: 'Enter the token.' }
  if (token === undefined && baseUrl !== null && stored?.baseUrl !== baseUrl) {
    return {
      token: 'The base URL has changed: enter the token again, so that it goes nowhere unseen.',
    }
  }
  if (token === undefined) return {}
  if (token.length > limits.token)
    return { token: `A token may have at most ${limits.token} characters.` }
  // Anything else cannot stand in an HTTP header.
  return /^[\x21-\x7e]+$/.test(token) ? {} : { token: 'A token has no spaces or accented letters.' }
}

function splitTags(text: string): string[] {
  const tags = text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)
  return [...new Set(tags)]
}
