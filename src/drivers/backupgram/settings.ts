import type { Settings } from '../../core/driver.ts'
import type { Api } from './api.ts'
import { callback } from './callback.ts'
import { catalogue } from './catalogue.ts'
import { highlights } from './highlights.ts'
import { plan } from './plan.ts'
import * as replies from './replies.ts'
import { expire, expiries } from './retention.ts'
import { checkSetting } from './settings-rules.ts'
import { settingWarnings } from './settings-warnings.ts'

export function settings(calls: Api): Settings {
  return {
    catalogue,
    read: (signal) => calls.ask({ method: 'GET', path: '/config' }, replies.config, signal),
    update: (changes, signal) =>
      calls.ask({ method: 'PATCH', path: '/config', body: changes }, replies.config, signal),
    async reset(key, signal) {
      const path = `/config/${encodeURIComponent(key)}`
      await calls.ask({ method: 'DELETE', path }, replies.cleared, signal)
    },
    check: checkSetting,
    warnings: settingWarnings,
    highlights,
    plan,
    callback,
    expire,
    expiries,
  }
}
