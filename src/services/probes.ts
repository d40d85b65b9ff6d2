import type { ProbeStep } from '../core/probe.ts'
import type { BackupServer, ServerInput } from '../core/server.ts'
import type { DriverRegistry } from '../drivers/registry.ts'
import type { ServerStore } from '../store/servers.ts'
import type { Drivers } from './drivers.ts'

export type Probes = ReturnType<typeof probeService>

interface Deps {
  servers: ServerStore
  registry: DriverRegistry
  drivers: Drivers
}

/** Walking the ladder from name resolution up to a working token. */
export function probeService({ servers, registry, drivers }: Deps) {
  return {
    async run(server: BackupServer, signal: AbortSignal): Promise<ProbeStep[]> {
      const driver = await drivers.open(server)
      return collect(driver.probe(signal))
    },

    /**
     * The same for a form that is not saved yet. Without a typed token the stored one is tried, but
     * only at the address that it was stored for: it must not be sent anywhere else.
     */
    async tryOut(
      draft: { input: ServerInput; token: string | undefined; stored: BackupServer | undefined },
      signal: AbortSignal,
    ): Promise<ProbeStep[]> {
      const { input, stored } = draft
      const isSameAddress = stored?.baseUrl === input.baseUrl
      const kept = stored && isSameAddress ? () => servers.token(stored) : async () => ''
      const token = draft.token ?? (await kept())
      return collect(registry.connect(input.kind, { ...input, token }).probe(signal))
    },
  }
}

async function collect(steps: AsyncIterable<ProbeStep>): Promise<ProbeStep[]> {
  const all: ProbeStep[] = []
  for await (const step of steps) all.push(step)
  return all
}
