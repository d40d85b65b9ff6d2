import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** The way to a server, which can be cut and opened again as if the server were stopped and started. */
export async function tcpRelay(target: { host: string; port: number }) {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((near) => {
    const far = net.connect(target)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    }
    near.pipe(far).on('close', () => near.destroy())
    far.pipe(near).on('close', () => far.destroy())
  })
  const open = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  // While it was cut, a connection of somebody else's may have been given its port.
  const reopen = (port: number, tries = 20): Promise<void> =>
    open(port).catch(async (error) => {
      if (error.code !== 'EADDRINUSE' || tries === 1) throw error
      await delay(100)
      await reopen(port, tries - 1)
    })
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    await closed
  }
  await open(0)
  const { port } = server.address() as net.AddressInfo
  onTestFinished(close)
  return { port, cut: close, restore: () => reopen(port) }
}
