import type { Writable } from 'node:stream'
import type { BackupFile } from './dumps/backup.ts'
import type { Job } from './job.ts'
import type { ProbeStep } from './probe.ts'
import type { ServerStatus } from './server.ts'
import type { Setting, SettingHighlight, SettingSpec, SettingWarning } from './setting.ts'

/**
 * What the panel asks of a kind of backup server. Facets are capabilities: a kind that cannot do a
 * thing leaves the facet out, and the same fact hides the button and answers NotFound.
 * Every call rejects with RemoteError and takes the signal of whoever is waiting.
 */
export interface Driver {
  kind: string
  status(signal: AbortSignal): Promise<ServerStatus>
  /** Walks from name resolution up to the token; each step as soon as it is known. */
  probe(signal: AbortSignal): AsyncIterable<ProbeStep>
  inventory?: Inventory
  downloads?: Downloads
  removals?: Removals
  runs?: Runs
  restores?: Restores
  jobs?: Jobs
  settings?: Settings
}

export interface Inventory {
  list(signal: AbortSignal): Promise<Listing>
  /** Takes an id apart. Throws NotFound for one that this kind of server never wrote. */
  describe(backupId: string): Pick<BackupFile, 'slot' | 'name' | 'database'>
}

export interface Listing {
  /** All listed files, links included, newest first. */
  files: BackupFile[]
  /** Entries in words that the driver does not know; the truth about the others matters more. */
  unreadCount: number
}

export interface Downloads {
  open(backupId: string, request: DownloadRequest, signal: AbortSignal): Promise<Download>
}

export interface DownloadRequest {
  method: 'GET' | 'HEAD'
  /** Already allow-listed, lower-case names: range, if-range, if-none-match, if-modified-since … */
  headers: Record<string, string>
}

export interface Download {
  status: number
  /** Already allow-listed, lower-case names: content-length, content-range, accept-ranges, last-modified, etag. */
  headers: Record<string, string>
  name: string
  /**
   * Pours the file out and ends the destination; for an answer without a body only ends it. When the
   * server breaks off or falls silent, destroys the destination and rejects with a RemoteError; when
   * the destination is closed early, stops the transfer and rejects with Node's own error.
   */
  pipeTo(destination: Writable): Promise<void>
}

export interface Removals {
  remove(backupId: string, signal: AbortSignal): Promise<void>
}

export interface Runs {
  /** Returns the id of the job that was queued. */
  start(signal: AbortSignal): Promise<string>
}

export type RestoreSource = { backupId: string } | { telegramMessageId: number }

export interface Restores {
  /** What a target database may be called here. */
  isTargetName(name: string): boolean
  canRestoreFromTelegram: boolean
  start(source: RestoreSource, targetDb: string, signal: AbortSignal): Promise<string>
}

export interface Jobs {
  /** Newest first. */
  list(signal: AbortSignal): Promise<Job[]>
  /** Null when the server no longer knows it. */
  find(jobId: string, signal: AbortSignal): Promise<Job | null>
}

export interface Settings {
  catalogue: SettingSpec[]
  read(signal: AbortSignal): Promise<Setting[]>
  /** All or nothing; answers the settings as they are afterwards. */
  update(changes: Record<string, string>, signal: AbortSignal): Promise<Setting[]>
  /** Takes an override away. */
  reset(key: string, signal: AbortSignal): Promise<void>
  /** Null when the value is acceptable, otherwise the reason in a sentence. Pure. */
  check(key: string, value: string): string | null
  /** Contradictions in the settings as a whole. Pure. */
  warnings(settings: Setting[]): SettingWarning[]
  /** What a person wants to know of them at a glance. In a cluster one dump holds all databases. Pure. */
  highlights(settings: Setting[], isCluster: boolean): SettingHighlight[]
  /** The schedule and the databases that these settings name; null where they do not tell. Pure. */
  plan(settings: Setting[]): BackupPlan
  /** How the server is told to call an address after each run; absent: it cannot. */
  callback?: Callback
  /** Which files a retention would delete at the next successful run, in the server's own arithmetic. Pure. */
  expire(settings: Setting[], files: BackupFile[], now: Date): BackupFile[]
  /** From when on the next successful run would delete each file, by its id; absent: never. Pure. */
  expiries(settings: Setting[], files: BackupFile[]): Map<string, Date>
}

export interface Callback {
  /** The setting that holds the address. A secret: only whether there is one can be seen. */
  key: string
  /** Null when the server would call this address, otherwise why not. Pure. */
  check(address: string): string | null
}

export interface BackupPlan {
  schedule: string
  /** Null: every database that the server finds. */
  databases: string[] | null
}
