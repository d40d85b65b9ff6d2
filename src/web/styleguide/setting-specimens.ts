import type { Setting, SettingSpec } from '../../core/setting.ts'
import type { SettingsForm } from '../forms/settings.ts'
import type { Viewer } from '../views/frame/viewer.ts'
import { restoreSteps } from '../views/restores/restore-steps.ts'
import { type SettingRow, settingRow } from '../views/settings/setting-row.ts'

const form: SettingsForm = {
  intent: 'edit',
  changes: {},
  typed: {},
  errors: { SLIDER_WRONG: 'Enter a whole number from 0 to 3650.' },
  conflicts: [{ key: 'SLIDER_CHANGED', was: '7', yours: '9', theirs: '14' }],
  secrets: ['SECRET_AGAIN'],
}

const days = { kind: 'number', unit: 'days', range: { max: 90, step: 1 } } as const
const choices = [
  { value: 'always', label: 'After every run' },
  { value: 'never', label: 'Never' },
]

/** The rows of a page of settings, and the steps of an act that takes several. */
export function settingSpecimens({ paths }: Viewer) {
  return {
    settings: [
      row(secret('SECRET_SET'), { label: 'A secret that is set', kind: 'text' }),
      row(secret('SECRET_MISSING', false), { label: 'One that is not', kind: 'text' }),
      row(secret('SECRET_AGAIN'), { label: 'One to be typed again', kind: 'text' }),
      row(kept('SLIDER', '7'), { label: 'A slider', ...days }),
      row(kept('SLIDER_WRONG', 'x'), { label: 'One with an error', ...days }),
      row(kept('SLIDER_CHANGED', '9'), { label: 'One that two people changed', ...days }),
      row(kept('CHOICE', 'always'), { label: 'A choice', kind: 'choice', choices }),
      row(kept('READ_ONLY', '7'), { label: 'For who may only look', kind: 'number' }, false),
    ],
    steps: restoreSteps('target', answered, () => '#main'),
  }

  function row(
    setting: Setting,
    spec: Pick<SettingSpec, 'label' | 'kind'> & Partial<SettingSpec>,
    canChange = true,
  ): SettingRow {
    const { key } = setting
    const whole = { key, group: '', help: 'What it does.', canBeEmpty: true, ...spec }
    return settingRow(setting, whole, { form, canChange, serverId: 's1', paths, hint: null })
  }
}

const answered = {
  backupId: 'last:shop-20261120-215606.sql.gz',
  telegramMessageId: '',
  targetDb: '',
  confirmation: '',
}

function secret(key: string, isSet = true): Setting {
  return { key, isSecret: true, isSet, source: 'base' }
}

function kept(key: string, value: string): Setting {
  return { key, value, isSecret: false, isSet: true, source: 'base' }
}
