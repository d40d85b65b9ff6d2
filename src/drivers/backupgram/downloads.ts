import type { Download, DownloadRequest, Downloads } from '../../core/driver.ts'
import { RemoteError } from '../../core/errors.ts'
import { pick } from '../../lib/remote/headers.ts'
import type { Remote, RemoteStream } from '../../lib/remote/remote.ts'
import { faultOf } from './api.ts'
import { backupPlace } from './backup-id.ts'
import { backupPath } from './paths.ts'

const asked = [
  'range',
  'if-range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
]
const answered = ['content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag']

export function downloads(remote: Remote): Downloads {
  return {
    async open(backupId, request, signal) {
      const { name } = backupPlace(backupId)
      const call = { method: request.method, path: backupPath(backupId), headers: askedOf(request) }
      const answer = await remote.open(call, signal)
      return { name, ...(await accepted(answer, remote)) }
    },
  }
}

/** Several ranges at once come back as one multipart body, which is no file: the whole file is asked for. */
function askedOf(request: DownloadRequest): Record<string, string> {
  const { range, ...rest } = pick(request.headers, asked)
  return range === undefined || range.includes(',') ? rest : { ...rest, range }
}

/** Bodies of these carry bytes of the file, and of those none. The rest are failures. */
const withBytes = new Set([200, 206])
const withoutBytes = new Set([304, 412, 416])

async function accepted(answer: RemoteStream, remote: Remote): Promise<Omit<Download, 'name'>> {
  const { status, body } = answer
  const headers = pick(answer.headers, answered)
  if (withoutBytes.has(status)) {
    body.destroy()
    const { 'content-length': _, ...rest } = headers
    return { status, headers: rest, body }
  }
  if (!withBytes.has(status)) throw faultOf(await answer.read(), remote)
  const problem = problemOf(answer)
  if (problem === null) return { status, headers, body }
  body.destroy()
  throw problem
}

/** A sign-in page or a folder must not be saved as if it were a dump. */
function problemOf({ headers }: RemoteStream): RemoteError | null {
  if (!/^application\/octet-stream\b/i.test(headers['content-type'] ?? '')) {
    return new RemoteError('not-a-backup-server', 'It answers with something other than a file')
  }
  if (Number(headers['content-length'] ?? 0) > Number.MAX_SAFE_INTEGER) {
    return new RemoteError('broken-reply', 'This is a folder on the server, not a file')
  }
  return null
}
