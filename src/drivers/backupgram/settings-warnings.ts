import type { Setting, SettingWarning } from '../../core/setting.ts'
import { scheduleProblem } from '../../lib/schedule.ts'
import { catalogue } from './catalogue.ts'
import { plan, settingValue } from './plan.ts'

/** Contradictions in the settings as a whole, and values that the container stumbles over later. */
export function settingWarnings(settings: Setting[]): SettingWarning[] {
  return [
    ...scheduleWarnings(settings),
    ...telegramWarnings(settings),
    ...choiceWarnings(settings),
    ...optionWarnings(settings),
  ]
}

function scheduleWarnings(settings: Setting[]): SettingWarning[] {
  const problem = scheduleProblem(plan(settings).schedule)
  if (problem === null) return []
  return [
    {
      key: 'SCHEDULE',
      sentence: `The scheduler may not understand the schedule: ${problem}. Then no backup runs on its own, and the server does not say so.`,
    },
  ]
}

function telegramWarnings(settings: Setting[]): SettingWarning[] {
  const isSet = (key: string) => settings.some((setting) => setting.key === key && setting.isSet)
  const warnings: SettingWarning[] = []
  const method = settingValue(settings, 'TELEGRAM_UPLOAD_METHOD').toLowerCase()
  if (method === 'mtproto' && !(isSet('TELEGRAM_API_ID') && isSet('TELEGRAM_API_HASH'))) {
    const sentence =
      'MTProto is chosen, but API id or API hash is not set: every backup fails until they are.'
    warnings.push({ key: 'TELEGRAM_UPLOAD_METHOD', sentence })
  }
  if (isSet('TELEGRAM_BOT_TOKEN') && !isSet('TELEGRAM_CHAT_ID')) {
    const sentence = 'The bot token is set, but no chat is: nothing is sent to Telegram.'
    warnings.push({ key: 'TELEGRAM_CHAT_ID', sentence })
  }
  if (isSet('TELEGRAM_CHAT_ID') && !isSet('TELEGRAM_BOT_TOKEN')) {
    const sentence = 'A chat is set, but the bot token is not: nothing is sent to Telegram.'
    warnings.push({ key: 'TELEGRAM_BOT_TOKEN', sentence })
  }
  return warnings
}

/** The container's environment may hold words that its API refuses to set, such as `none`. */
function choiceWarnings(settings: Setting[]): SettingWarning[] {
  return catalogue.flatMap(({ key, choices }) => {
    const value = settingValue(settings, key)
    if (choices === undefined || value === '') return []
    if (choices.some((choice) => choice.value === value)) return []
    const sentence = `“${value}” comes from the container's environment and cannot be set from here: once changed, only a reset brings it back.`
    return [{ key, sentence }]
  })
}

function optionWarnings(settings: Setting[]): SettingWarning[] {
  const warnings: SettingWarning[] = []
  if (settingValue(settings, 'POSTGRES_EXTRA_OPTS').includes('-Fd')) {
    const sentence =
      'Dumps in directory format (-Fd) are not listed by the server: they cannot be seen, checked or downloaded here.'
    warnings.push({ key: 'POSTGRES_EXTRA_OPTS', sentence })
  }
  for (const key of ['BACKUP_KEEP_WEEKS', 'BACKUP_KEEP_MONTHS']) {
    if (!/^0[0-9]*[89]/.test(settingValue(settings, key))) continue
    const sentence =
      'A number with a leading zero is read as octal, and 8 or 9 then ends every run at its start.'
    warnings.push({ key, sentence })
  }
  return warnings
}
