import type { BackupFile, Dump } from '../../../core/dumps/backup.ts'
import { listedBytes, physicalBytes } from '../../../core/dumps/dump.ts'
import type { Viewer } from '../frame/viewer.ts'
import { chartWidth, place } from './chart-scale.ts'

/** What the dumps take on disk, against what the list of files adds up to. */
export interface SpaceBarView {
  /** Of a bar as long as what is listed. */
  physicalWidth: number
  physical: string
  listed: string
}

export function spaceBar(dumps: Dump[], files: BackupFile[], { format }: Viewer): SpaceBarView {
  const physical = physicalBytes(dumps)
  const listed = listedBytes(files)
  return {
    physicalWidth: listed === 0 ? 0 : place(physical, 0, listed, chartWidth),
    physical: format.size(physical),
    listed: format.size(listed),
  }
}
