import type { AlertChannel } from '../../../core/alerts/alert-channel.ts'
import type { Scope } from '../../../core/alerts/scope.ts'
import type { BackupServer } from '../../../core/server.ts'
import { timeZoneNames } from '../people/preference-choices.ts'
import { type Control, select, text, ticks } from './controls.ts'

/** What several forms ask for in the same words. */

type Errors = Record<string, string>

export function channelTicks(channels: AlertChannel[], ticked: string[], errors: Errors): Control {
  return ticks({
    name: 'channels',
    legend: 'Channels',
    help: channels.length === 0 ? 'There is none yet: add a channel first.' : null,
    error: errors['channels'] ?? null,
    choices: channels.map(({ id, name }) => ({ value: id, label: name })),
    ticked,
  })
}

export function zoneField(zone: string, help: string, errors: Errors): Control {
  return select({
    ...{ name: 'zone', label: 'Time zone', help, value: zone },
    error: errors['zone'] ?? null,
    choices: timeZoneNames(),
  })
}

/** Which servers it is about. */
export function scopeFields(
  servers: BackupServer[],
  typed: { tags: string; serverIds: string[] },
  errors: Errors,
): Control[] {
  return [
    text({
      name: 'tags',
      label: 'Tags',
      help: 'Servers with one of these, separated by commas. No tag and no server: all servers.',
      value: typed.tags,
      error: errors['tags'] ?? null,
    }),
    ticks({
      name: 'servers',
      legend: 'Servers',
      choices: [
        ...servers.map(({ id, name }) => ({ value: id, label: name })),
        // A scope must not widen because a server of it was deleted.
        ...typed.serverIds
          .filter((id) => !servers.some((server) => server.id === id))
          .map((id) => ({ value: id, label: 'A server that was deleted' })),
      ],
      ticked: typed.serverIds,
    }),
  ]
}

export function scopeWords({ tags, serverIds }: Scope, servers: BackupServer[]): string {
  if (tags.length === 0 && serverIds.length === 0) return 'All servers'
  const named = serverIds.map((id) => servers.find((server) => server.id === id)?.name ?? 'deleted')
  return [...tags.map((tag) => `#${tag}`), ...named].join(', ')
}
