import type { Setting, SettingHighlight } from '../../core/setting.ts'
import { isDiscovering, namedDatabases, settingValue } from './plan.ts'

/** What a person wants to know of the settings at a glance. */
export function highlights(settings: Setting[], isCluster: boolean): SettingHighlight[] {
  const isSet = (key: string) => settings.some((setting) => setting.key === key && setting.isSet)
  const hasTelegram =
    isSet('TELEGRAM_BOT_TOKEN') && settingValue(settings, 'TELEGRAM_CHAT_ID') !== ''
  return [
    { label: 'Databases', value: isCluster ? 'all, in one dump' : databases(settings) },
    { label: 'Telegram', value: hasTelegram ? 'configured' : 'not configured' },
    ...(hasTelegram
      ? [
          {
            label: 'Upload method',
            value: settingValue(settings, 'TELEGRAM_UPLOAD_METHOD') || 'smart',
          },
        ]
      : []),
    { label: 'Webhook', value: isSet('WEBHOOK_URL') ? 'configured' : 'not configured' },
    { label: 'Kept', value: kept(settings) },
  ]
}

function databases(settings: Setting[]): string {
  if (isDiscovering(settings)) return 'all that it finds'
  return namedDatabases(settings).join(', ') || 'not named'
}

function kept(settings: Setting[]): string {
  const parts = [
    ['BACKUP_KEEP_DAYS', 'days'],
    ['BACKUP_KEEP_WEEKS', 'weeks'],
    ['BACKUP_KEEP_MONTHS', 'months'],
  ].flatMap(([key = '', unit]) => {
    const value = settingValue(settings, key)
    return value === '' ? [] : [`${value} ${unit}`]
  })
  return parts.join(', ') || 'as built in'
}
