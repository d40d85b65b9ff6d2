import { once } from 'node:events'
import { createServer } from 'node:net'

/** Accepts connections and never answers. */
export async function blackHole(): Promise<{ url: string; close(): void }> {
  const hole = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(hole, 'listening')
  const address = hole.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close: () => void hole.close() }
}
