import { create as contentDisposition } from 'content-disposition'
import type { Request, Response } from 'express'
import type { Download, DownloadRequest } from '../core/driver.ts'

/** What a browser may ask the backup server for. Nothing else of its request passes. */
const passedOn = ['range', 'if-range', 'if-none-match', 'if-modified-since', 'if-unmodified-since']

/** Only these of the server's answer reach the browser; the content type is ours. */
const passedBack = ['content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag']

export function downloadRequest(req: Request): DownloadRequest {
  const headers: Record<string, string> = {}
  for (const name of passedOn) {
    const value = req.get(name)
    if (value !== undefined) headers[name] = value
  }
  return { method: req.method === 'HEAD' ? 'HEAD' : 'GET', headers }
}

/**
 * Streams a dump to the browser with the server's length and ranges. When the server breaks off, the
 * browser's connection is destroyed: a file that is not whole must never look complete.
 */
export async function sendDownload(res: Response, download: Download): Promise<void> {
  const disposition = contentDisposition(download.name)
  res.status(download.status)
  for (const name of passedBack) {
    const value = download.headers[name]
    if (value !== undefined) res.setHeader(name, value)
  }
  res.setHeader('Content-Type', 'application/octet-stream')
  res.setHeader('Content-Disposition', disposition)
  // A dump is the data: no cache may keep it, no proxy may spool or recode it.
  res.setHeader('Cache-Control', 'private, no-store, no-transform')
  res.setHeader('X-Accel-Buffering', 'no')
  await download.pipeTo(res)
}

/** Fires when the browser has left before the answer was complete. */
export function goneSignal(res: Response): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  return gone.signal
}
