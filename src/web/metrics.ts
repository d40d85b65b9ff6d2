import { type Request, type RequestHandler, type Response, Router } from 'express'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Services } from '../services/all.ts'
import { gauges } from './metrics/gauges.ts'

export interface MetricsOptions {
  /** Whoever asks must send it as a bearer token. Absent: there is no such page. */
  token: string | undefined
  isSameSecret: (a: string, b: string) => boolean
}

/**
 * `/metrics` in Prometheus text, from the panel's own tables: a scrape contacts no backup server. Labels
 * carry the names of servers and databases, and nothing that a stranger could use.
 */
export function metrics(
  { metrics }: Pick<Services, 'metrics'>,
  { token, isSameSecret }: MetricsOptions,
): RequestHandler {
  const router = Router()
  if (token === undefined) return router
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'backupgram_admin_' })
  const fill = gauges(registry)

  router.get('/metrics', async (req: Request, res: Response) => {
    if (!isSameSecret(bearerOf(req), token)) return refuse(res)
    fill(await metrics.gather(new Date()))
    res.setHeader('Cache-Control', 'no-store')
    res.type(registry.contentType).send(await registry.metrics())
  })
  return router
}

function bearerOf(req: Request): string {
  return /^Bearer (.+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? ''
}

function refuse(res: Response): void {
  res
    .status(401)
    .set('WWW-Authenticate', 'Bearer realm="metrics"')
    .type('text')
    .send('Unauthorized\n')
}
