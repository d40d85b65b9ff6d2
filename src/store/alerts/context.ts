import type { AlertedServer } from '../../core/alerts/incident.ts'
import type { MaintenanceWindow } from '../../core/alerts/maintenance.ts'
import type { AlertRule } from '../../core/alerts/rule.ts'
import type { Prisma } from '../generated/client.ts'
import { alertedColumns, channelIdsOnly, toRule, toWindow } from './rows.ts'

/** All that decides who is told what. */
export interface AlertContext {
  servers: Map<string, AlertedServer>
  /** With the channels that are switched on. */
  rules: AlertRule[]
  windows: MaintenanceWindow[]
}

export async function readContext(tx: Prisma.TransactionClient): Promise<AlertContext> {
  const servers = await tx.server.findMany({ select: alertedColumns })
  const rules = await tx.alertRule.findMany({
    include: channelIdsOnly,
    orderBy: { createdAt: 'asc' },
  })
  const windows = await tx.maintenanceWindow.findMany()
  return {
    servers: new Map(servers.map((server) => [server.id, server])),
    rules: rules.map(({ channels, ...rule }) =>
      toRule({ ...rule, channels: channels.filter(({ isEnabled }) => isEnabled) }),
    ),
    windows: windows.map(toWindow),
  }
}
