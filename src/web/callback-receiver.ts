import express, { type RequestHandler, Router } from 'express'
import type { Services } from '../services/all.ts'

/** What the container posts has a few hundred bytes, and is not read. */
const bodyLimit = '16kb'

/**
 * Where backup servers call after a run. The secret in the address stands for a sign-in, so these
 * requests are kept out of the log. Whatever they say is ignored: only a look at the server tells.
 */
export function callbackReceiver({ callbacks }: Pick<Services, 'callbacks'>): RequestHandler {
  const router = Router()
  const body = express.raw({ limit: bodyLimit, type: () => true })
  const address = router.route('/callbacks/:serverId/:secret')
  address.post(body, async (req, res) => {
    const { serverId, secret } = req.params
    const isKnown = await callbacks.receive(String(serverId), String(secret))
    res
      .status(isKnown ? 202 : 404)
      .type('text')
      .send(isKnown ? 'Accepted\n' : 'Not found\n')
  })
  // Somebody tries the address in a browser: answered here, before anything writes it down.
  address.all((_req, res) => {
    res.status(405).set('Allow', 'POST').type('text').send('A server calls here with POST\n')
  })
  return router
}
