import type { KeptSettings } from '../../core/monitor/snapshot.ts'
import type { Setting } from '../../core/setting.ts'

/** Settings as they were last read, for what they tell without their secrets. */
export function knownSettings(kept: KeptSettings): Setting[] {
  return Object.entries(kept).map(([key, value]) =>
    typeof value === 'string'
      ? { key, value, isSecret: false, isSet: true, source: 'base' }
      : { key, isSecret: true, isSet: value, source: 'base' },
  )
}
