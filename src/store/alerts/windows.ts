import { isOnce, type MaintenanceWindow, type WindowInput } from '../../core/alerts/maintenance.ts'
import { NotFound } from '../../core/errors.ts'
import type { Database } from '../db.ts'
import { isMissing } from '../faults.ts'
import { storable } from '../text.ts'
import { toWindow } from './rows.ts'

export type WindowStore = ReturnType<typeof windowStore>

/** Times in which nobody is told of some servers. */
export function windowStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** The newest first. */
    async list(): Promise<MaintenanceWindow[]> {
      const rows = await prisma.maintenanceWindow.findMany({ orderBy: { createdAt: 'desc' } })
      return rows.map(toWindow)
    },

    /** @throws NotFound */
    async get(id: string): Promise<MaintenanceWindow> {
      const row = await prisma.maintenanceWindow.findUnique({ where: { id: storable(id) } })
      if (!row) throw new NotFound('There is no such maintenance window.')
      return toWindow(row)
    },

    async create(input: WindowInput, createdBy: string): Promise<MaintenanceWindow> {
      const data = { ...toRow(input), createdBy: storable(createdBy) }
      return toWindow(await prisma.maintenanceWindow.create({ data }))
    },

    /** @throws NotFound */
    async update(id: string, input: WindowInput): Promise<MaintenanceWindow> {
      try {
        const where = { id: storable(id) }
        return toWindow(await prisma.maintenanceWindow.update({ where, data: toRow(input) }))
      } catch (error) {
        if (isMissing(error)) throw new NotFound('There is no such maintenance window.')
        throw error
      }
    },

    async remove(id: string): Promise<void> {
      await prisma.maintenanceWindow.deleteMany({ where: { id: storable(id) } })
    },
  }
}

function toRow({ reason, tags, serverIds, time }: WindowInput) {
  const shared = {
    reason: storable(reason, 500),
    tags: tags.map((tag) => storable(tag)),
    serverIds: serverIds.map((id) => storable(id)),
  }
  if (isOnce(time)) {
    const notWeekly = { weekdays: [], fromMinute: null, untilMinute: null, zone: 'UTC' }
    return { ...shared, ...notWeekly, startsAt: time.startsAt, endsAt: time.endsAt }
  }
  const { weekdays, from, until, zone } = time
  const weekly = { weekdays, fromMinute: from, untilMinute: until, zone }
  return { ...shared, ...weekly, startsAt: null, endsAt: null }
}
