import type { FleetServer } from '../../../core/fleet/fleet-server.ts'
import { groupBy } from '../../../core/group-by.ts'
import type { ServerState } from '../../../core/verdicts/verdict.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'

/** Every server as a cell, the worst first: each state has a shape of its own beside its tone. */
export interface FleetMosaicView {
  width: number
  height: number
  shapes: { tone: Badge['tone']; isLine: boolean; path: string }[]
}

const step = 20

/** Drawn in a box of 16 by 16 from its upper left corner. */
const shapes: Record<ServerState, { isLine: boolean; path: string }> = {
  ok: { isLine: false, path: 'h16v16h-16z' },
  late: { isLine: false, path: 'm0 8h16v8h-16z' },
  failing: { isLine: true, path: 'm2 2 12 12m0-12-12 12' },
  unreachable: { isLine: true, path: 'm1 1h14v14h-14zl14 14' },
  refused: { isLine: true, path: 'm1 1h14v14h-14zm4 7h6' },
  unknown: { isLine: true, path: 'm1 1h14v14h-14z' },
  paused: { isLine: true, path: 'm4 8h8' },
}

/** About as wide as `ratio` times its height. */
export function fleetMosaic(servers: FleetServer[], ratio: number): FleetMosaicView {
  const columns = Math.max(1, Math.ceil(Math.sqrt(servers.length * ratio)))
  const cells = servers.map(({ state }, index) => ({
    state,
    path: `M${(index % columns) * step} ${Math.floor(index / columns) * step}${shapes[state].path}`,
  }))
  return {
    width: columns * step - 4,
    height: Math.ceil(servers.length / columns) * step - 4,
    shapes: [...groupBy(cells, ({ state }) => state)].map(([state, own]) => ({
      tone: serverBadges[state].tone,
      isLine: shapes[state].isLine,
      path: own.map(({ path }) => path).join(''),
    })),
  }
}
