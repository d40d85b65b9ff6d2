import type { JointRemoval } from '../../../core/dumps/joint-removal.ts'
import { lossOfMany } from '../backups/loss-words.ts'
import type { Viewer } from '../frame/viewer.ts'
import { errorSummary, type Field, field } from '../pieces/field.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { type BulkConfirmationView, beyondSentences } from './bulk-confirmation.ts'

export interface BulkRemovalInput extends Subject {
  plan: JointRemoval
  /** Match as well, but are too many for one time. */
  beyondCount: number
  next: string
  /** What was typed before, and what was wrong with it. */
  confirmation: { value: string; error: string | null }
}

/** Deleting several dumps: what goes, what is freed, and what each database is left with. */
export function bulkRemovalConfirmation(
  input: BulkRemovalInput,
  viewer: Viewer,
): BulkConfirmationView {
  const { server, facets, plan, next } = input
  const { paths, format } = viewer
  const isNothing = plan.removals.length === 0
  const heading = isNothing
    ? 'None of these dumps is there any more'
    : `Delete ${format.count(plan.removals.length, 'dump')}?`
  const typed = plan.losses.length === 0 ? null : typedName(input)
  const summary = errorSummary(typed ? [typed] : [])
  const trail = [
    { text: 'Backups', href: next },
    { text: 'Delete', href: null },
  ]
  return {
    frame: serverFrame(server, facets, { title: heading, tab: 'Backups', trail }, viewer),
    heading,
    summary: summary && { ...summary, title: 'Nothing was deleted' },
    consequences: isNothing ? [] : consequences(input, viewer),
    warnings: warnings(plan, viewer),
    chosen: chosen(plan, viewer),
    leftOut: missing(plan),
    action: paths.manyBackupRemovals(server.id),
    next,
    hidden: { name: 'dump', values: plan.removals.map(({ dump }) => dump.id) },
    typed,
    submitText: isNothing ? null : `Delete ${format.count(plan.removals.length, 'dump')} for good`,
    isDanger: true,
    cancelHref: next,
  }
}

function consequences({ plan, beyondCount }: BulkRemovalInput, { format }: Viewer): string[] {
  const files = format.count(plan.fileCount, 'file')
  return [
    `They go for good, from all their slots: ${files}. There is no undo.`,
    `Frees ${format.size(plan.freesBytes)} on the server’s disk.`,
    ...beyondSentences(beyondCount, format),
  ]
}

function warnings({ losses, removals }: JointRemoval, viewer: Viewer): string[] {
  return [
    ...losses.map((loss) => lossOfMany(loss, viewer)),
    ...removals.flatMap((removal) => removal.linkWarnings),
  ]
}

function chosen({ removals }: JointRemoval, { format, now }: Viewer) {
  return {
    title: format.count(removals.length, 'dump'),
    rows: removals.map(({ dump, files }) => {
      const slots = files.map((file) => file.slot).join(', ')
      const facts = [
        dump.database,
        format.size(dump.sizeBytes),
        format.ago(dump.finishedAt, now).text,
        slots,
      ]
      return { name: dump.name, facts: facts.filter((fact) => fact !== '').join(' · ') }
    }),
  }
}

function missing({ missing }: JointRemoval): BulkConfirmationView['leftOut'] {
  if (missing.length === 0) return null
  const rows = missing.map((name) => ({ name, facts: 'No longer on the server' }))
  return { title: `${missing.length} left out`, rows }
}

function typedName({ server, confirmation }: BulkRemovalInput): Field {
  return field({
    name: 'confirmation',
    label: `Type “${server.name}” to confirm`,
    help: 'Needed because the newest dump of a database is among them.',
    required: true,
    ...confirmation,
  })
}
