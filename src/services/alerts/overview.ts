import type { AlertedServer, Incident } from '../../core/alerts/incident.ts'
import { maintainedUntil } from '../../core/alerts/maintenance.ts'
import { countProblems, problemsOf } from '../../core/alerts/problems.ts'
import type { AlertStores } from '../../store/alerts/all.ts'

/** A fact together with whose it is, and until when nobody is told of it. */
export interface ShownIncident {
  incident: Incident
  server: AlertedServer
  mutedUntil: Date | null
}

const shown = { open: 200, closed: 50 }

/** What is wrong now, and what was. */
export function alertOverview({ incidents }: Pick<AlertStores, 'incidents'>) {
  return {
    async problems(now: Date) {
      const { servers, windows } = await incidents.context()
      const withServer = (incident: Incident): ShownIncident[] => {
        const server = servers.get(incident.serverId)
        return server
          ? [{ incident, server, mutedUntil: maintainedUntil(windows, server, now) }]
          : []
      }
      const [open, closed, facts] = await Promise.all([
        incidents.listOpen(shown.open),
        incidents.listClosed(shown.closed),
        incidents.openFacts(),
      ])
      return {
        open: problemsOf(open.flatMap(withServer)),
        closed: closed.flatMap(withServer),
        total: countProblems(facts),
      }
    },
  }
}
