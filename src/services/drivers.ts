import type { Driver } from '../core/driver.ts'
import { NotFound, RemoteError } from '../core/errors.ts'
import type { BackupServer } from '../core/server.ts'
import type { DriverRegistry } from '../drivers/registry.ts'
import type { ServerStore } from '../store/servers.ts'

export type Drivers = ReturnType<typeof driverService>

/** More servers than a panel has; beyond it all are opened anew. */
const openLimit = 2000

/** The one way from a stored server to something that can talk to it. */
export function driverService(registry: DriverRegistry, servers: ServerStore) {
  const opened = new Map<string, { updatedAt: number; driver: Driver }>()

  return {
    /**
     * An opened driver serves until its server is changed, so that not each page unseals the token.
     * @throws RemoteError when the server is paused or its token cannot be opened, Conflict when it was
     * given another address meanwhile
     */
    async open(server: BackupServer): Promise<Driver> {
      if (!server.isEnabled) throw new RemoteError('paused')
      const updatedAt = server.updatedAt.getTime()
      const known = opened.get(server.id)
      if (known?.updatedAt === updatedAt) return known.driver
      const token = await servers.token(server)
      const driver = registry.connect(server.kind, { ...server, token })
      if (opened.size >= openLimit) opened.clear()
      opened.set(server.id, { updatedAt, driver })
      return driver
    },

    /** For what a kind can do and knows by itself; nothing is contacted, and calls would be refused. */
    describe(server: BackupServer): Driver {
      return registry.connect(server.kind, { ...server, token: '' })
    },
  }
}

/** A facet that this kind of server must have for the page to exist. */
export function facet<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFound('This kind of backup server does not offer that.')
  return value
}
