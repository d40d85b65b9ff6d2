import type { RestoreTyped } from '../../forms/restore.ts'
import type { RestoreStep } from '../../forms/restore-step.ts'
import type { Query } from '../../paths.ts'

/** A step on the way; those that are answered lead back to their question. */
export interface RestoreStepView {
  text: string
  href: string | null
  isCurrent: boolean
}

const steps: [RestoreStep, string][] = [
  ['source', 'What'],
  ['target', 'Where to'],
  ['confirmation', 'Confirm'],
]

export function restoreSteps(
  current: RestoreStep,
  typed: RestoreTyped,
  href: (answers: Query) => string,
): RestoreStepView[] {
  const now = steps.findIndex(([step]) => step === current)
  const hrefs = [href({}), href(sourceQuery(typed))]
  return steps.map(([, text], index) => ({
    text,
    href: index < now ? (hrefs[index] ?? null) : null,
    isCurrent: index === now,
  }))
}

/** The source as a URL names it. */
export function sourceQuery({ backupId, telegramMessageId }: RestoreTyped): Query {
  return backupId ? { backup: backupId } : { telegramMessageId }
}
