import { type IncidentFile, type NotingContext, noteEvent } from '../../core/alerts/noting.ts'
import { takeTurns } from '../../core/alerts/turns.ts'
import { type MessageContext, turnMessage } from '../../core/messages/problem-message.ts'
import type { Decide, IncidentStore } from '../../store/alerts/incidents.ts'
import type { Compose, NoticeStore } from '../../store/alerts/notices.ts'

export interface EngineDeps {
  incidents: IncidentStore
  notices: NoticeStore
  baseUrl: URL | undefined
  newId: () => string
}

/** From what happened to what is told. Contacts nobody. */
export function alertEngine({ incidents, notices, baseUrl, newId }: EngineDeps) {
  return {
    /** Takes note of all that happened since. */
    async note(now: Date): Promise<void> {
      while ((await incidents.note(decider({ newId, now }), now)) > 0);
    },

    /** Composes the messages whose time has come. */
    async tell(now: Date): Promise<void> {
      await notices.tell(composer({ baseUrl, newId, now }), now)
    },
  }
}

function decider(given: Pick<NotingContext, 'newId' | 'now'>): Decide {
  return (events, open, context) => {
    const files = new Map<string, IncidentFile>()
    const current = new Map(open.map((file) => [subjectOf(file.incident), file]))
    for (const event of events) {
      const subject = subjectOf(event)
      const file = noteEvent(event, current.get(subject) ?? null, { ...given, ...context })
      if (file === null) continue
      files.set(file.incident.id, file)
      if (file.incident.closedAt === null) current.set(subject, file)
      else current.delete(subject)
    }
    return [...files.values()]
  }
}

function subjectOf({ serverId, subject }: { serverId: string; subject: string }): string {
  return JSON.stringify([serverId, subject])
}

function composer(context: MessageContext): Compose {
  return (pending, windows) => {
    const { newId, now } = context
    const { turns, changed } = takeTurns(pending, { windows, newId, now })
    const messages = turns.map((turn) => {
      const { channelId, purpose, thread } = turn
      const dedupKey = `${channelId}:${thread}:${purpose}:${now.toISOString()}`
      return { channelId, purpose, dedupKey, message: turnMessage(turn, context) }
    })
    return { messages, changed }
  }
}
