import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asRemoteError, nobodyWaits } from './faults.ts'
import type { RemoteStream } from './stream.ts'
import { Watchdog } from './watchdog.ts'

/** A body on its way through undici: over TLS, and for every answer that is not quite plain. */
export function ordinaryStream(
  answer: { status: number; headers: Record<string, string>; body: Readable },
  silenceMs: number,
  signal: AbortSignal,
): RemoteStream {
  const { status, headers, body } = answer
  let failure: Error | null = null
  const watchdog = new Watchdog(silenceMs, (error) => body.destroy(error))
  body.on('error', (error) => {
    if (!isFromPipeline(error)) failure ??= asRemoteError(error, 'in-body', signal)
  })
  body.on('close', () => watchdog.stop())
  return {
    status,
    headers,
    discard: () => body.destroy(nobodyWaits()),
    async pipeTo(destination: Writable) {
      if (failure !== null) throw failure
      try {
        await pipeline(body, (source) => watched(source, watchdog), destination)
      } catch (error) {
        throw failure ?? error
      } finally {
        watchdog.stop()
      }
    },
  }
}

/** When the destination closes, the pipeline aborts the body: that is not the server's failure. */
function isFromPipeline(error: Error): boolean {
  return 'code' in error && error.code === 'ABORT_ERR'
}

async function* watched(source: AsyncIterable<Buffer>, watchdog: Watchdog) {
  for await (const chunk of source) {
    watchdog.feed()
    yield chunk
    watchdog.feed()
  }
}
