import { OverridesError } from '../config/overrides-error.ts'
import { configKeys, refusePatchEntry } from '../config/rules.ts'
import type { Container } from '../container.ts'
import { decodeFirstValue } from '../http/json-decode.ts'
import type { Json } from '../http/json-encode.ts'
import { JsonObject } from '../http/json-value.ts'
import { json, problem, type Reply } from '../http/reply.ts'
import { toText } from '../http/text.ts'
import type { Call } from './call.ts'

export function show({ container }: Call): Promise<Reply> {
  return orServerError(() => effectiveConfig(container))
}

export async function update({ container, body }: Call): Promise<Reply> {
  const patch = readPatch(await body())
  if (patch === undefined) return problem(400, 'invalid JSON body')
  if (patch.size === 0) return problem(400, 'empty patch')
  for (const [key, value] of shuffled([...patch])) {
    const refusal = refusePatchEntry(key, value)
    if (refusal !== undefined) return problem(refusal.status, refusal.reason)
  }
  return orServerError(async () => {
    const isRescheduled = await container.overrides.patch(patch)
    const failure = isRescheduled ? restartScheduler(container) : undefined
    if (failure === undefined) return effectiveConfig(container)
    return problem(500, `config saved but scheduler restart failed: ${failure}`)
  })
}

export async function reset({ container, values }: Call): Promise<Reply> {
  const key = toText(values[0] ?? '')
  if (!configKeys.has(key)) return problem(403, `config key not allowed: ${key}`)
  return orServerError(async () => {
    if (!(await container.overrides.clear(key))) {
      return problem(404, `no override set for ${key}`)
    }
    const failure = key === 'SCHEDULE' ? restartScheduler(container) : undefined
    if (failure === undefined) return json(200, { cleared: key })
    return problem(500, `override cleared but scheduler restart failed: ${failure}`)
  })
}

async function effectiveConfig({ overrides, baseEnv }: Container): Promise<Reply> {
  const changed = await overrides.load()
  const config: Record<string, Json> = {}
  for (const [key, { isSecret }] of configKeys) {
    const source = changed.has(key) ? 'override' : 'base'
    const value = changed.get(key) ?? baseEnv[key] ?? ''
    config[key] = isSecret ? { set: value !== '', source } : { source, value }
  }
  return json(200, { config })
}

/** A flat object of strings; null counts as ''. Any other value spoils the whole. */
function readPatch(body: Buffer): Map<string, string> | undefined {
  const value = decodeFirstValue(body)
  if (value === null) return new Map()
  if (!(value instanceof JsonObject)) return undefined
  const patch = new Map<string, string>()
  for (const [key, text] of value.members) {
    if (text !== null && typeof text !== 'string') return undefined
    patch.set(key, text ?? '')
  }
  return patch
}

/** Go walks a map in random order, so of several bad entries any may be the one that is named. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

/** There is none here. The real one may die of a bad schedule right after its start, unnoticed. */
function restartScheduler({ faults }: Container): string | undefined {
  if (!faults.schedulerCannotStart) return undefined
  return 'fork/exec /usr/local/bin/go-cron: no such file or directory'
}

async function orServerError(answer: () => Promise<Reply>): Promise<Reply> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof OverridesError) return problem(500, error.message)
    throw error
  }
}
