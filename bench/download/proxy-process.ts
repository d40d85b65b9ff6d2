import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { driverRegistry } from '../../src/drivers/registry.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'

/** A server around the panel's driver and nothing else: `GET /<backup id>` downloads it. */
const [, , baseUrl = ''] = process.argv
const target = { baseUrl, token: 'bench', verifyTls: true, timeoutMs: 10_000 }
const driver = driverRegistry(remoteAgents()).connect('backupgram', target)

const server = http.createServer(async (req, res) => {
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  try {
    const id = decodeURIComponent(req.url?.slice(1) ?? '')
    const download = await driver.downloads?.open(id, { method: 'GET', headers: {} }, gone.signal)
    res.writeHead(download?.status ?? 500, download?.headers)
    await download?.pipeTo(res)
  } catch (error) {
    if (!gone.signal.aborted) console.error(error)
    res.destroy()
  }
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
