const shortcuts = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@hourly']

/**
 * Why the server would not store a schedule, or null. It only looks at the shape: `99 99 99 99 99` is
 * taken, and then the scheduler dies of it. That is what the warnings are for.
 */
export function scheduleRefusal(value: string): string | null {
  if (value === '') return 'Must not be empty.'
  if (shortcuts.includes(value)) return null
  if (value.startsWith('@every ')) {
    return value.slice('@every '.length).trim() === '' ? 'Say how often, as in @every 1h30m.' : null
  }
  if (value.startsWith('@')) return `Known shortcuts are ${shortcuts.join(', ')} and @every 1h30m.`
  const fields = value.split(/\s+/).filter((field) => field !== '')
  return fields.length === 5 || fields.length === 6 ? null : 'A cron expression has 5 or 6 fields.'
}
