import { Agent, type Dispatcher } from 'undici'
import { guardedConnector } from './connect.ts'

/** The connections to all backup servers: one pool for each choice of TLS verification. */
export interface Agents {
  for(verifyTls: boolean): Dispatcher
  close(): Promise<void>
}

const connectLimitMs = 10_000

export function remoteAgents(): Agents {
  const verifying = agent(true)
  const trusting = agent(false)
  return {
    for: (verifyTls) => (verifyTls ? verifying : trusting),
    close: async () => {
      await Promise.all([verifying.destroy(), trusting.destroy()])
    },
  }
}

/** Each call sets its own limits, so the agent's are off, except for the one on connecting. */
function agent(verifyTls: boolean): Agent {
  return new Agent({
    connect: guardedConnector({ verifyTls, limitMs: connectLimitMs }),
    headersTimeout: 0,
    bodyTimeout: 0,
  })
}
