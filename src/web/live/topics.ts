import type { Request } from 'express'
import { may, type Permission, type Role } from '../../core/permissions.ts'
import type { Topic } from '../../services/live/topic.ts'

/** A page of fifty servers, and the jobs somebody waits for, are far from it. */
const topicLimit = 100

const needed: Record<Topic['kind'], Permission> = {
  state: 'server.see',
  jobs: 'backup.see',
  job: 'backup.see',
}

/** What a page asks to be told, `?topic=state:<server>&topic=…`, as far as its reader may know. */
export function topicsOf(query: Request['query'], role: Role): Topic[] {
  const names = [query['topic'] ?? []].flat().filter((name) => typeof name === 'string')
  return [...new Set(names)]
    .flatMap((name) => topicOf(name) ?? [])
    .filter(({ kind }) => may(role, needed[kind]))
    .slice(0, topicLimit)
}

function topicOf(name: string): Topic | null {
  const [, kind, serverId = '', jobId = ''] = /^(state|jobs|job):([^:]+):?(.*)$/s.exec(name) ?? []
  if (kind === 'state' || kind === 'jobs') return jobId === '' ? { kind, serverId } : null
  return kind === 'job' && jobId !== '' ? { kind, serverId, jobId } : null
}
