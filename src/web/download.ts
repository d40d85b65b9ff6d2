import { create as contentDisposition } from 'content-disposition'
import type { Request, Response } from 'express'
import { answeredHeaders, askedHeaders } from '../core/download-headers.ts'
import type { Download, DownloadRequest } from '../core/driver.ts'

export function downloadRequest(req: Request): DownloadRequest {
  const headers: Record<string, string> = {}
  for (const name of askedHeaders) {
    const value = req.get(name)
    if (value !== undefined) headers[name] = value
  }
  return { method: req.method === 'HEAD' ? 'HEAD' : 'GET', headers }
}

/**
 * Streams a dump to the browser with the server's length and ranges; the content type is ours. When the
 * server breaks off, the browser's connection is destroyed: a file that is not whole must never look
 * complete.
 */
export async function sendDownload(res: Response, download: Download): Promise<void> {
  const disposition = contentDisposition(download.name)
  res.status(download.status)
  for (const name of answeredHeaders) {
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
