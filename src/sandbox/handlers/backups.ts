import { open, rmdir, unlink } from 'node:fs/promises'
import { listBackups, resolveBackup } from '../files/slots.ts'
import { type ServedFile, serveFile } from '../http/file-response.ts'
import { attachment } from '../http/media-type.ts'
import { json, problem, type Reply } from '../http/reply.ts'
import { firstQueryValue } from '../http/request-target.ts'
import { type ByteString, toText } from '../http/text.ts'
import type { Call } from './call.ts'

export async function list({ container }: Call): Promise<Reply> {
  const backups = listBackups(container.backupDir)
  return json(200, { backups: backups.map((entry) => ({ ...entry })) })
}

export async function download({ container, values, header }: Call): Promise<Reply> {
  const [slot = '', name = ''] = values
  const resolved = resolveBackup(container.backupDir, slot, name)
  if ('refusal' in resolved) return resolved.refusal
  const file = await openFile(resolved.path, name)
  if (file === undefined) return problem(404, 'backup not found')
  const conditions = {
    ifMatch: header('if-match'),
    ifNoneMatch: header('if-none-match'),
    ifModifiedSince: header('if-modified-since'),
    ifUnmodifiedSince: header('if-unmodified-since'),
    ifRange: header('if-range'),
  }
  return serveFile(file, conditions, header('range'))
}

export async function remove({ container, values, rawQuery }: Call): Promise<Reply> {
  if (firstQueryValue(rawQuery, 'confirm') !== 'true') {
    return problem(400, 'destructive op requires ?confirm=true')
  }
  const [slot = '', name = ''] = values
  const resolved = resolveBackup(container.backupDir, slot, name)
  if ('refusal' in resolved) return resolved.refusal
  const failure = await removeEntry(resolved.path)
  if (failure === 'ENOENT') return problem(404, 'backup not found')
  if (failure !== undefined) return problem(500, 'failed to delete backup')
  return json(200, { deleted: toText(name) })
}

/** 2^63-1, which seeking to the end of a directory gives. */
const directorySize = 2n ** 63n - 1n

/** Links are followed. Whatever cannot be opened counts as missing. */
async function openFile(path: Buffer, name: ByteString): Promise<ServedFile | undefined> {
  const handle = await open(path, 'r').catch(() => undefined)
  if (handle === undefined) return undefined
  const stats = await handle.stat({ bigint: true })
  const isDirectory = stats.isDirectory()
  return {
    handle,
    isDirectory,
    size: isDirectory ? directorySize : stats.size,
    modifiedAt: Math.floor(Number(stats.mtimeMs) / 1000),
    disposition: attachment(name),
  }
}

/** As Go's `os.Remove`: a file, a link, or an empty directory. Returns the code of the failure. */
async function removeEntry(path: Buffer): Promise<string | undefined> {
  const failure = await unlink(path).then(() => undefined, codeOf)
  if (failure === undefined || failure === 'ENOENT') return failure
  const second = await rmdir(path).then(() => undefined, codeOf)
  return second === 'ENOTDIR' ? failure : second
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? 'EIO'
}
