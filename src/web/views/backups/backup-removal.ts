import type { BackupFile } from '../../../core/dumps/backup.ts'
import { planRemoval, type Removal, type RemovalScope } from '../../../core/dumps/removal.ts'
import type { BackupList } from '../../../services/backups.ts'
import type { TimeView } from '../../format.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Field, field } from '../pieces/field.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { lossOfOne } from './loss-words.ts'

export interface BackupRemovalInput extends Subject {
  list: BackupList
  file: BackupFile
  /** As chosen before, when the form comes back. */
  scope: RemovalScope
  /** What was typed before, and what was wrong with it. */
  confirmation: { value: string; error: string | null }
}

export interface RemovalChoice {
  scope: RemovalScope
  id: string
  label: string
  isChecked: boolean
  files: string[]
  effect: string
  warnings: string[]
}

export interface BackupRemovalView extends Framed {
  heading: string
  name: string
  database: string
  size: string
  finished: TimeView
  age: TimeView
  action: string
  cancelHref: string
  /** One choice only, when the dump is in one slot. */
  choices: RemovalChoice[]
  /** The same dump's other files, each with its own page. */
  others: { slot: string; name: string; href: string }[]
  /** Null when a click is enough. */
  typed: { field: Field; expected: string } | null
}

export function backupRemovalView(
  input: BackupRemovalInput,
  viewer: Viewer,
): BackupRemovalView | null {
  const { server, facets, list, file } = input
  const one = planRemoval(list.files, file.id, 'file')
  const all = planRemoval(list.files, file.id, 'dump')
  if (!one || !all) return null
  const { paths, format, now } = viewer
  const heading = `Delete ${file.name}?`
  const trail = [
    { text: 'Backups', href: paths.backups(server.id) },
    { text: 'Delete', href: null },
  ]
  return {
    frame: serverFrame(server, facets, { title: heading, tab: 'Backups', trail }, viewer),
    heading,
    name: file.name,
    database: one.dump.database || 'Not told by its name',
    size: format.size(one.dump.sizeBytes),
    finished: format.time(one.dump.finishedAt),
    age: format.ago(one.dump.finishedAt, now),
    action: paths.backupRemoval(server.id, file.id),
    cancelHref: paths.backups(server.id),
    choices: choices(one, all, input.scope, viewer),
    others: one.stays.map(({ id, slot, name }) => ({
      slot,
      name,
      href: paths.backupRemoval(server.id, id),
    })),
    typed: all.loss === null ? null : typedName(file, input.confirmation, all),
  }
}

function choices(one: Removal, all: Removal, scope: RemovalScope, viewer: Viewer): RemovalChoice[] {
  const slots = all.files.length
  const single = choice(
    'file',
    `This file only, in ${one.files[0]?.slot ?? 'its slot'}`,
    one,
    scope,
    viewer,
  )
  if (slots === 1) return [{ ...single, isChecked: true }]
  return [single, choice('dump', `The whole dump, in all ${slots} slots`, all, scope, viewer)]
}

function choice(
  scope: RemovalScope,
  label: string,
  { files, effect, loss, linkWarnings }: Removal,
  chosen: RemovalScope,
  viewer: Viewer,
): RemovalChoice {
  return {
    scope,
    id: `scope-${scope}`,
    label,
    isChecked: scope === chosen,
    files: files.map((file) => `${file.slot}/${file.name}`),
    effect,
    warnings: [...(loss ? [lossOfOne(loss, viewer)] : []), ...linkWarnings],
  }
}

function typedName(
  { name }: BackupFile,
  { value, error }: BackupRemovalInput['confirmation'],
  { loss, files }: Removal,
): BackupRemovalView['typed'] {
  const label = 'Name of the dump'
  const what = loss?.next ? 'the newest dump' : 'the only dump'
  const whole = files.length > 1 ? 'Needed for the whole dump' : 'Needed here'
  const help = `${whole}: it is ${what} of ${loss?.database}.`
  return {
    field: field({ name: 'confirmation', label, help, value, error }),
    expected: name,
  }
}
