import type { Services } from '../../../services/all.ts'
import { alertPages } from './alerts.ts'
import { alertChannelFormPages } from './channel-forms.ts'
import { alertChannelPages } from './channels.ts'
import { alertDigestPages } from './digest.ts'
import { alertMessagePages } from './messages.ts'
import { alertPingPages } from './ping.ts'
import { alertRuleFormPages } from './rule-forms.ts'
import { alertRulePages } from './rules.ts'
import { maintenanceWindowFormPages } from './window-forms.ts'
import { maintenanceWindowPages } from './windows.ts'

/** What is wrong, and who is told of it how. */
export function alertPageHandlers(services: Pick<Services, 'alerts' | 'servers'>) {
  return {
    alertChannelForms: alertChannelFormPages(services),
    alertChannels: alertChannelPages(services),
    alertDigest: alertDigestPages(services),
    alertMessages: alertMessagePages(services),
    alertPing: alertPingPages(services),
    alertRuleForms: alertRuleFormPages(services),
    alertRules: alertRulePages(services),
    alerts: alertPages(services),
    maintenanceWindowForms: maintenanceWindowFormPages(services),
    maintenanceWindows: maintenanceWindowPages(services),
  }
}
