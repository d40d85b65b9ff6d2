import { type RestoreForm, type RestoreRules, type RestoreTyped, restoreForm } from './restore.ts'

/** One question a page: what, into which database, and whether that is really meant. */
export type RestoreStep = 'source' | 'target' | 'confirmation'

type Errors = Extract<RestoreForm, { ok: false }>['errors']

/** How far a person has come, what they answered so far, and what was wrong with it. */
export interface RestoreProgress {
  step: RestoreStep
  typed: RestoreTyped
  errors: Errors
}

/** From the URL, which carries the answers to earlier questions on. What was not asked is not wrong. */
export function restoreProgress(
  query: Record<string, unknown>,
  rules: RestoreRules,
): RestoreProgress {
  const { backup: backupId, telegramMessageId, targetDb } = query
  const form = restoreForm({ backupId, telegramMessageId, targetDb }, rules)
  // Never complete: the last answer is not taken from a URL.
  if (form.ok) throw new Error('A restore without confirmation was accepted')
  const { typed, errors } = form
  const { confirmation: _, ...wrong } = errors
  if (typed.backupId === '' && typed.telegramMessageId === '')
    return { step: 'source', typed, errors: {} }
  if (!errors.source && targetDb === undefined) return { step: 'target', typed, errors: {} }
  return { step: stepOf(wrong), typed, errors: wrong }
}

/** Back to the first question whose answer cannot stand. */
export function refusedProgress({ typed, errors }: Omit<RestoreProgress, 'step'>): RestoreProgress {
  return { step: stepOf(errors), typed, errors }
}

function stepOf({ source, targetDb }: Errors): RestoreStep {
  if (source) return 'source'
  return targetDb ? 'target' : 'confirmation'
}
