import type { BackupPlan } from '../../core/driver.ts'
import type { Setting } from '../../core/setting.ts'

export function settingValue(settings: Setting[], key: string): string {
  return settings.find((setting) => setting.key === key)?.value ?? ''
}

/** The databases that the settings name, as often as they do. */
export function namedDatabases(settings: Setting[]): string[] {
  return settingValue(settings, 'POSTGRES_DB')
    .split(/[\s,]+/)
    .filter((name) => name !== '')
}

/** It dumps whatever databases it finds, and the named ones count for nothing. */
export function isDiscovering(settings: Setting[]): boolean {
  return settingValue(settings, 'POSTGRES_DB_AUTODISCOVER') === 'TRUE'
}

/**
 * What the settings promise. The databases stay unknown when the server discovers them, and when none
 * is named, for then a file inside the container names them. Cluster mode, which `/status` tells,
 * overrides all of this with one dump called `cluster`.
 */
export function plan(settings: Setting[]): BackupPlan {
  const named = namedDatabases(settings)
  return {
    schedule: settingValue(settings, 'SCHEDULE') || '@daily',
    databases: isDiscovering(settings) || named.length === 0 ? null : [...new Set(named)],
  }
}
