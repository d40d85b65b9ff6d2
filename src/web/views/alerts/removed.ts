import type { AlertChannel } from '../../../core/alerts/alert-channel.ts'
import type { MaintenanceWindow } from '../../../core/alerts/maintenance.ts'
import type { AlertRule } from '../../../core/alerts/rule.ts'
import type { Paths } from '../../paths.ts'
import type { Removed } from './removal.ts'

export function removedChannel({ id, name }: AlertChannel, paths: Paths): Removed {
  return {
    list: { text: 'Channels', href: paths.alertChannels() },
    what: `channel ${name}`,
    consequences: [
      'Nobody is told over it any more. What is on its way is not sent.',
      'Rules stay, without it. Its messages vanish from the list; the audit log stays.',
    ],
    action: paths.alertChannelRemoval(id),
    cancelHref: paths.alertChannel(id),
    farewell: `${name} was deleted.`,
  }
}

export function removedRule({ id, name }: AlertRule, paths: Paths): Removed {
  return {
    list: { text: 'Rules', href: paths.alertRules() },
    what: `rule ${name}`,
    consequences: [
      'Nobody is told because of it any more, nor of the end of what it told.',
      'Problems are noted as before, and channels stay.',
    ],
    action: paths.alertRuleRemoval(id),
    cancelHref: paths.alertRule(id),
    farewell: `${name} was deleted.`,
  }
}

export function removedWindow({ id, reason }: MaintenanceWindow, paths: Paths): Removed {
  return {
    list: { text: 'Maintenance', href: paths.maintenanceWindows() },
    what: `window “${reason}”`,
    consequences: ['What it holds back and is still so is told at once.'],
    action: paths.maintenanceWindowRemoval(id),
    cancelHref: paths.maintenanceWindow(id),
    farewell: 'The window was deleted.',
  }
}
