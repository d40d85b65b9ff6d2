/** URLs of everything that has to do with alerts. */
export function alertPaths(at: (path: string) => string) {
  const below = (rest: string) => at(`/alerts/${rest}`)
  const one = (kind: string, id: string) => below(`${kind}/${encodeURIComponent(id)}`)
  return {
    alerts: () => at('/alerts'),
    alertMessageAttempts: (id: string) => `${one('messages', id)}/attempts`,
    alertChannels: () => below('channels'),
    /** Of a kind, or the choice of one. */
    newAlertChannel: (kind?: string) =>
      below('channels/new') + (kind === undefined ? '' : `?kind=${encodeURIComponent(kind)}`),
    newAlertChannelTests: () => below('channels/new/tests'),
    alertChannel: (id: string) => one('channels', id),
    alertChannelTests: (id: string) => `${one('channels', id)}/tests`,
    alertChannelRemoval: (id: string) => `${one('channels', id)}/removal`,
    alertRules: () => below('rules'),
    newAlertRule: () => below('rules/new'),
    newAlertRulePreview: () => below('rules/new/preview'),
    alertRule: (id: string) => one('rules', id),
    alertRulePreview: (id: string) => `${one('rules', id)}/preview`,
    alertRuleRemoval: (id: string) => `${one('rules', id)}/removal`,
    maintenanceWindows: () => below('windows'),
    newMaintenanceWindow: () => below('windows/new'),
    maintenanceWindow: (id: string) => one('windows', id),
    maintenanceWindowRemoval: (id: string) => `${one('windows', id)}/removal`,
    alertDigest: () => below('digest'),
    alertPing: () => below('ping'),
    alertPingTests: () => below('ping/tests'),
  }
}
