import { answeredHeaders, askedHeaders } from '../../core/download-headers.ts'
import type { Download, DownloadRequest, Downloads } from '../../core/driver.ts'
import { RemoteError } from '../../core/errors.ts'
import { pick } from '../../lib/remote/headers.ts'
import type { Remote } from '../../lib/remote/remote.ts'
import type { Reply } from '../../lib/remote/reply.ts'
import type { RemoteStream } from '../../lib/remote/stream.ts'
import { faultOf } from './api.ts'
import { backupPlace } from './backup-id.ts'
import { backupPath } from './paths.ts'

/** None on the whole: a large dump may take hours, as long as its bytes keep coming. */
const defaultLimits = { headersMs: 30_000, silenceMs: 60_000 }

export function downloads(remote: Remote, limits = defaultLimits): Downloads {
  return {
    async open(backupId, request, signal) {
      const { name } = backupPlace(backupId)
      const path = backupPath(backupId)
      const opening = { method: request.method, path, headers: askedOf(request), limits }
      const answer = await remote.open(opening, signal)
      return 'pipeTo' in answer ? file(name, answer) : withoutFile(name, answer, remote)
    },
  }
}

/** Several ranges at once would come as one multipart body, which is no file: the whole is asked for. */
function askedOf(request: DownloadRequest): Record<string, string> {
  const { range, ...rest } = pick(request.headers, askedHeaders)
  return range === undefined || range.includes(',') ? rest : { ...rest, range }
}

function file(name: string, stream: RemoteStream): Download {
  const problem = problemOf(stream)
  if (problem !== null) {
    stream.discard()
    throw problem
  }
  const { status, headers } = stream
  return {
    status,
    headers: pick(headers, answeredHeaders),
    name,
    pipeTo: (destination) => stream.pipeTo(destination),
  }
}

/** What would be saved as a dump and is none, or could break off unnoticed. */
function problemOf({ headers }: RemoteStream): RemoteError | null {
  if (!/^application\/octet-stream\b/i.test(headers['content-type'] ?? '')) {
    return new RemoteError('not-a-backup-server', 'It answers with something other than a file')
  }
  const length = headers['content-length']
  if (length === undefined && headers['transfer-encoding'] === undefined) {
    return new RemoteError('broken-reply', 'It does not tell how long the file is')
  }
  if (Number(length ?? 0) > Number.MAX_SAFE_INTEGER) {
    return new RemoteError('broken-reply', 'This is a folder on the server, not a file')
  }
  return null
}

/** Not modified, precondition failed, range not satisfiable: answers, though without a file. */
const fileless = new Set([304, 412, 416])

function withoutFile(name: string, reply: Reply, remote: Remote): Download {
  if (!fileless.has(reply.status)) throw faultOf(reply, remote)
  const { 'content-length': _, ...headers } = pick(reply.headers, answeredHeaders)
  return {
    status: reply.status,
    headers,
    name,
    async pipeTo(destination) {
      destination.end()
    },
  }
}
