import type { PageHandlers } from './pages.ts'
import type { Route } from './routes.ts'

/** What is wrong, and who is told of it how. */
export function alertRoutes(pages: PageHandlers): Route[] {
  const { alertDigest, alertMessages, alertPing, alerts } = pages
  const attempts = '/alerts/messages/:messageId/attempts'
  return [
    ['get', '/alerts', 'alert.see', alerts.index],
    ['post', attempts, 'alert.change', alertMessages.resend, 'alert.resend-message'],
    ...channelRoutes(pages),
    ...ruleRoutes(pages),
    ...windowRoutes(pages),
    ['get', '/alerts/digest', 'alert.change', alertDigest.show],
    ['post', '/alerts/digest', 'alert.change', alertDigest.update, 'alert.update-digest'],
    ['get', '/alerts/ping', 'alert.change', alertPing.show],
    ['post', '/alerts/ping', 'alert.change', alertPing.update, 'alert.update-ping'],
    ['post', '/alerts/ping/tests', 'alert.change', alertPing.test, 'alert.test-ping'],
  ]
}

function channelRoutes({
  alertChannels: channels,
  alertChannelForms: forms,
}: PageHandlers): Route[] {
  const one = '/alerts/channels/:channelId'
  return [
    ['get', '/alerts/channels', 'alert.change', channels.index],
    ['post', '/alerts/channels', 'alert.change', forms.create, 'alert.create-channel'],
    ['get', '/alerts/channels/new', 'alert.change', forms.newForm],
    ['post', '/alerts/channels/new/tests', 'alert.change', forms.testNew, 'alert.test-channel'],
    ['get', one, 'alert.change', forms.editForm],
    ['post', one, 'alert.change', forms.update, 'alert.update-channel'],
    ['post', `${one}/tests`, 'alert.change', forms.test, 'alert.test-channel'],
    ['get', `${one}/removal`, 'alert.change', channels.removal],
    ['post', `${one}/removal`, 'alert.change', channels.remove, 'alert.remove-channel'],
  ]
}

function ruleRoutes({ alertRules: rules, alertRuleForms: forms }: PageHandlers): Route[] {
  const one = '/alerts/rules/:ruleId'
  return [
    ['get', '/alerts/rules', 'alert.change', rules.index],
    ['post', '/alerts/rules', 'alert.change', forms.create, 'alert.create-rule'],
    ['get', '/alerts/rules/new', 'alert.change', forms.newForm],
    ['post', '/alerts/rules/new/preview', 'alert.change', forms.previewNew],
    ['get', one, 'alert.change', forms.editForm],
    ['post', one, 'alert.change', forms.update, 'alert.update-rule'],
    ['post', `${one}/preview`, 'alert.change', forms.preview],
    ['get', `${one}/removal`, 'alert.change', rules.removal],
    ['post', `${one}/removal`, 'alert.change', rules.remove, 'alert.remove-rule'],
  ]
}

function windowRoutes({
  maintenanceWindows: windows,
  maintenanceWindowForms: forms,
}: PageHandlers): Route[] {
  const one = '/alerts/windows/:windowId'
  return [
    ['get', '/alerts/windows', 'alert.change', windows.index],
    ['post', '/alerts/windows', 'alert.change', forms.create, 'alert.create-window'],
    ['get', '/alerts/windows/new', 'alert.change', forms.newForm],
    ['get', one, 'alert.change', forms.editForm],
    ['post', one, 'alert.change', forms.update, 'alert.update-window'],
    ['get', `${one}/removal`, 'alert.change', windows.removal],
    ['post', `${one}/removal`, 'alert.change', windows.remove, 'alert.remove-window'],
    ['post', '/servers/:serverId/windows', 'alert.change', windows.mute, 'alert.create-window'],
  ]
}
