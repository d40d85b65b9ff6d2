import type { Expiry } from '../../../core/dumps/expiry.ts'
import type { Format } from '../../format.ts'

/** What the next successful run deletes, slot by slot. */
export interface RetentionView {
  summary: string
  /** Something goes. */
  isHarmful: boolean
  slots: {
    slot: string
    summary: string
    rows: { name: string; size: string }[]
    /** Said below the rows when there are more than are listed. */
    more: string | null
  }[]
  notes: string[]
}

/** Longer lists say how many more: a page that nobody reads to its end helps nobody. */
const listedPerSlot = 30

const unknown = {
  summary: 'Which files the next run would delete cannot be told: the list could not be read.',
  isHarmful: false,
  slots: [],
  notes: [],
}

/** `whatIf`: of a retention that is not applied yet. Null: the files could not be listed. */
export function retentionView(
  expiry: Expiry | null,
  whatIf: boolean,
  format: Format,
): RetentionView {
  if (expiry === null) return unknown
  const count = expiry.slots.reduce((sum, { files }) => sum + files.length, 0)
  return {
    summary: whatIf ? changeSummary(expiry, count, format) : presentSummary(expiry, count, format),
    isHarmful: whatIf && count > 0,
    slots: expiry.slots.map(({ slot, files, listedBytes }) => ({
      slot,
      summary: `${counted(files.length, format)}, ${format.size(listedBytes)}`,
      rows: files.slice(0, listedPerSlot).map(({ name, sizeBytes }) => ({
        name,
        size: format.size(sizeBytes),
      })),
      more:
        files.length > listedPerSlot
          ? `and ${format.number(files.length - listedPerSlot)} more`
          : null,
    })),
    notes: notesOf(expiry, format),
  }
}

function changeSummary(expiry: Expiry, count: number, format: Format): string {
  if (count === 0) return 'No file would be deleted because of it.'
  return `The next successful backup would delete ${deletion(expiry, count, format)}.`
}

function presentSummary(expiry: Expiry, count: number, format: Format): string {
  if (count === 0) return 'As it is set, the next successful backup deletes no file.'
  return `As it is set, the next successful backup deletes ${deletion(expiry, count, format)}.`
}

function deletion({ listedBytes, freedBytes }: Expiry, count: number, format: Format): string {
  const listed = `${counted(count, format)}: ${format.size(listedBytes)} as listed`
  return freedBytes === listedBytes
    ? `${listed}, all of it freed on disk`
    : `${listed}, ${format.size(freedBytes)} freed on disk, for other slots hold the rest`
}

function notesOf({ alsoGoes, spared }: Expiry, format: Format): string[] {
  return [
    ...(alsoGoes > 0 ? [`${counted(alsoGoes, format)} more would go in any case.`] : []),
    ...(spared > 0 ? [`${counted(spared, format)} that would go now would stay.`] : []),
  ]
}

function counted(count: number, format: Format): string {
  return count === 1 ? '1 file' : `${format.number(count)} files`
}
