import type { BackupServer } from '../server.ts'

/** Servers with one of the tags, and those named. Both empty: every server. */
export interface Scope {
  tags: string[]
  serverIds: string[]
}

export function covers(
  { tags, serverIds }: Scope,
  server: Pick<BackupServer, 'id' | 'tags'>,
): boolean {
  if (tags.length === 0 && serverIds.length === 0) return true
  return serverIds.includes(server.id) || server.tags.some((tag) => tags.includes(tag))
}
