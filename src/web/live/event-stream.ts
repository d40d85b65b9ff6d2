import type { Response } from 'express'

/** What a page does not read piles up here; a page that far behind is better off starting anew. */
const backlogLimitBytes = 256 * 1024

export type EventStream = ReturnType<typeof openEventStream>

/**
 * Turns a response into a stream of server-sent events. The connection closes with the stream: a
 * server that is stopping must not wait for it to be used again.
 */
export function openEventStream(res: Response, beatMs: number, onBeat: () => void) {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform', // no-transform: compression would hold events back
    'X-Accel-Buffering': 'no',
    Connection: 'close',
  })
  const timer = setInterval(() => {
    beat()
    onBeat()
  }, beatMs)
  res.once('close', () => clearInterval(timer))
  beat()

  /** An event and no comment, which scripts are not shown: they must tell silence from calm. */
  function beat(): void {
    send('beat', {})
  }

  function send(name: string, data: object): void {
    if (res.writableEnded || res.destroyed) return
    if (res.writableLength > backlogLimitBytes) res.destroy()
    else res.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  return {
    send,

    /** Tells the page why, so that it knows whether to come back. */
    end(reason: 'signed-out' | 'stopping' | 'changed'): void {
      send('end', { reason })
      res.end()
    },
  }
}
