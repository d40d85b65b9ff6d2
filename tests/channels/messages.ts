import type { AlertMessage } from '../../src/core/channels/message.ts'

export const patient = new AbortController().signal

/** A message with defaults. */
export function aMessage(over: Partial<AlertMessage> = {}): AlertMessage {
  return {
    id: 'message-7',
    incidentKey: 'server:shop:missed',
    severity: 'critical',
    title: 'Shop: a backup was missed',
    lines: ['Expected at 03:00 UTC.', 'The last good dump is 27 hours old.'],
    link: 'https://panel.example.com/servers/shop',
    at: new Date('2026-11-20T04:00:00Z'),
    facts: { server: 'Shop', state: 'late', since: '2026-11-20T03:30:00Z' },
    ...over,
  }
}
