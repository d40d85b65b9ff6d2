import type { MaintenanceWindow, WindowInput } from '../../core/alerts/maintenance.ts'
import type { Actor, AuditAction } from '../../core/audit.ts'
import type { BackupServer } from '../../core/server.ts'
import type { NoticeStore } from '../../store/alerts/notices.ts'
import type { WindowStore } from '../../store/alerts/windows.ts'
import type { Audit } from '../audit.ts'

interface Deps {
  windows: WindowStore
  notices: Pick<NoticeStore, 'reconsider'>
  audit: Audit
}

const hourMs = 60 * 60 * 1000

/** Adding, changing and deleting maintenance windows. */
export function windowService({ windows, notices, audit }: Deps) {
  async function create(actor: Actor, input: WindowInput): Promise<MaintenanceWindow> {
    return audit.around(
      act(actor, 'alert.create-window', { id: '', reason: input.reason }),
      () => windows.create(input, actor.username),
      (window) => act(actor, 'alert.create-window', window),
    )
  }

  return {
    list: windows.list,
    get: windows.get,
    create,

    /** Nobody is told of this server for some hours. */
    mute: (actor: Actor, server: BackupServer, hours: number, now: Date) =>
      create(actor, {
        reason: `${server.name} was muted by ${actor.username}`,
        tags: [],
        serverIds: [server.id],
        time: { startsAt: now, endsAt: new Date(now.getTime() + hours * hourMs) },
      }),

    async update(actor: Actor, window: MaintenanceWindow, input: WindowInput, now: Date) {
      await audit.around(act(actor, 'alert.update-window', window), () =>
        windows.update(window.id, input),
      )
      await notices.reconsider(now)
    },

    /** What it held back and is still so is told at once. */
    async remove(actor: Actor, window: MaintenanceWindow, now: Date): Promise<void> {
      await audit.around(act(actor, 'alert.remove-window', window), () => windows.remove(window.id))
      await notices.reconsider(now)
    },
  }
}

function act(actor: Actor, action: AuditAction, { id, reason }: { id: string; reason: string }) {
  return { actor, action, target: { kind: 'alert' as const, id, name: reason } }
}
