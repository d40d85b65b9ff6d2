/** One field of a posted form as text. Missing, repeated or strange ones are empty. */
export function textOf(body: unknown, name: string): string {
  const value = hasField(body, name) ? body[name] : ''
  return typeof value === 'string' ? value : ''
}

export function hasField(body: unknown, name: string): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
}

/** A checkbox: browsers send `on`, scripts may say `true`, `1` or `yes`; absent is off. */
export function isTicked(body: unknown, name: string): boolean {
  return ['on', 'true', '1', 'yes'].includes(textOf(body, name).toLowerCase())
}
