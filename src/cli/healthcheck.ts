import { get } from 'node:http'
import { readConfig } from '../lib/config.ts'
import type { Command } from './command.ts'

const limitMs = 5_000

/** For a container's HEALTHCHECK: no other program is needed in the image. */
export const healthcheck: Command = {
  words: ['healthcheck'],
  takes: '',
  does: 'Asks the running panel whether it is ready',
  async run() {
    const { host, port, basePath } = readConfig()
    const everywhere = new Set(['0.0.0.0', '::'])
    const status = await statusOf({
      host: everywhere.has(host) ? '127.0.0.1' : host,
      port,
      path: `${basePath}/readyz`,
    })
    process.stdout.write(status === 200 ? 'ready\n' : `not ready (${status})\n`)
    process.exitCode = status === 200 ? 0 : 1
  },
}

function statusOf(address: { host: string; port: number; path: string }): Promise<number | string> {
  return new Promise((resolve) => {
    const request = get({ ...address, signal: AbortSignal.timeout(limitMs) }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', (error) => resolve(error.message))
  })
}
