import { type RequestHandler, Router } from 'express'

/** Answers whether each thing that the panel needs is there. */
export type ReadinessCheck = () => Promise<Record<string, boolean>>

/**
 * `/healthz`: this process answers, nothing more. `/readyz`: it can do its work; 503 while it cannot,
 * and from the moment that it is asked to stop.
 */
export function health(readiness: ReadinessCheck): RequestHandler {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' })
  })
  router.get('/readyz', async (_req, res) => {
    const checks = await readiness()
    const isReady = Object.values(checks).every(Boolean)
    res.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', checks })
  })
  return router
}
