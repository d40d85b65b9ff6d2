import type { Dump } from '../../../core/dumps/backup.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { quoted } from '../pieces/shell-word.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { beyondSentences } from './bulk-confirmation.ts'

export interface BulkDownloadsView extends Framed {
  heading: string
  summary: string
  rows: { name: string; facts: string; href: string }[]
  missing: string[]
  /** For a terminal. Holds no password, token or cookie: the first lines ask for the password. */
  commands: string
  backHref: string
}

export interface BulkDownloadsInput extends Subject {
  dumps: Dump[]
  missing: string[]
  /** Match as well, but are too many for one time. */
  beyondCount: number
  /** Of the panel, as the browser sees it: `https://panel.example`. */
  origin: string
  username: string
  next: string
}

/** One link each. An archive of them could not be resumed, and what is in it is compressed already. */
export function bulkDownloadsView(input: BulkDownloadsInput, viewer: Viewer): BulkDownloadsView {
  const { server, facets, dumps, missing, beyondCount, next } = input
  const { paths, format, now } = viewer
  const heading = `Download ${format.count(dumps.length, 'dump')}`
  const trail = [
    { text: 'Backups', href: next },
    { text: 'Download', href: null },
  ]
  const bytes = dumps.reduce((sum, dump) => sum + dump.sizeBytes, 0)
  return {
    frame: serverFrame(server, facets, { title: heading, tab: 'Backups', trail }, viewer),
    heading,
    summary: [
      `${format.size(bytes)} in all. Each download can be resumed on its own.`,
      ...beyondSentences(beyondCount, format),
    ].join(' '),
    rows: dumps.map((dump) => ({
      name: dump.name,
      facts: `${format.size(dump.sizeBytes)} · ${format.ago(dump.finishedAt, now).text}`,
      href: paths.backupFile(server.id, dump.id),
    })),
    missing,
    commands: commands(input, viewer),
    backHref: next,
  }
}

/** Signs in as a browser would, keeps the session in a file, and resumes what was broken off. */
function commands({ server, dumps, origin, username }: BulkDownloadsInput, { paths }: Viewer) {
  const signIn = quoted(origin + paths.login())
  const file = ({ id, name }: Dump) =>
    `curl -fL -C - -b panel.cookies -o ${quoted(name)} ${quoted(origin + paths.backupFile(server.id, id))}`
  return [
    `read -rsp 'Password of ${username.replaceAll("'", '')}: ' PASSWORD`,
    `printf %s "$PASSWORD" | curl -fsS -o /dev/null -c panel.cookies --data-urlencode ${quoted(`username=${username}`)} --data-urlencode password@- ${signIn}`,
    ...dumps.map(file),
    'rm panel.cookies',
  ].join('\n')
}
