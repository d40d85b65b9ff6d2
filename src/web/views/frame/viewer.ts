import type { Role } from '../../../core/permissions.ts'
import type { Format } from '../../format.ts'
import type { Paths } from '../../paths.ts'

/** For whom a page is drawn: what they may do, where URLs lead, how times and sizes read. */
export interface Viewer {
  role: Role
  paths: Paths
  format: Format
  now: Date
}
