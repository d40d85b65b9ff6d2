import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** `tests/fixtures/certificates`: all self-signed, from 2020 on; made for tests and worth nothing. */
export type CertificateName = 'self-signed' | 'other-host' | 'expired'

export async function httpsServer(
  certificate: CertificateName,
  answer: http.RequestListener,
): Promise<{ url: string }> {
  const pem = (suffix: string) =>
    readFileSync(new URL(`../fixtures/certificates/${certificate}${suffix}.pem`, import.meta.url))
  const server = https.createServer({ cert: pem(''), key: pem('.key') }, answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `https://localhost:${(server.address() as AddressInfo).port}` }
}
