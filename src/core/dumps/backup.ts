/** Where the container keeps a file: one dump is hard-linked into up to four of them. */
export type Slot = 'last' | 'daily' | 'weekly' | 'monthly'

/** One listed file on a backup server. Several files may be the same dump. */
export interface BackupFile {
  /** Opaque to the panel: only the driver makes it and takes it apart. */
  id: string
  slot: Slot
  name: string
  /** As listed. For a latest link this is the length of the link text and means nothing. */
  sizeBytes: number
  /** When the file was last written, by the server's clock: the end of the dump. */
  modifiedAt: Date
  /** A link that stands for the newest dump: never counted, sized or offered. */
  isLatestLink: boolean
  /** The database, as far as the file name tells. Empty: nobody knows what the file is. */
  database: string
  /** Wall-clock start from the name, in the server's own zone, as if it were UTC. Absent when the name has none. */
  stampedAt?: Date
  /** The day of the start, `2026-11-20` by the server's own calendar, where the name has no time. */
  stampedOn?: string
}

/** One backup as a person thinks of it, however many slots hold it. */
export interface Dump {
  /** The file that stands for it in URLs: the one in the first slot that holds it. */
  id: string
  name: string
  database: string
  sizeBytes: number
  /** When it was finished, by the server's clock. */
  finishedAt: Date
  stampedAt?: Date
  /** In slot order: last, daily, weekly, monthly. Never empty. */
  files: BackupFile[]
  /** A latest link points at it. */
  isLatest: boolean
}
