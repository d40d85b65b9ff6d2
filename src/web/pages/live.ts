import type { Request, Response } from 'express'
import { Throttled } from '../../core/errors.ts'
import type { Services } from '../../services/all.ts'
import type { News } from '../../services/live/topic.ts'
import { type EventStream, openEventStream } from '../live/event-stream.ts'
import { newsEvent } from '../live/news-event.ts'
import type { OpenStreams } from '../live/open-streams.ts'
import { sessionCheck } from '../live/session-check.ts'
import { topicsOf } from '../live/topics.ts'
import { fragmentText, viewerOf } from '../page.ts'
import { signedIn } from '../signed-in.ts'

export interface LivePagesOptions {
  streams: OpenStreams
  /** Between two signs of life, with which the session is looked at again. */
  beatMs: number
}

const retrySeconds = 5

/** The stream of news that a page follows: docs/decisions/008-live-updates.md. */
export function livePages(
  { live, accounts }: Pick<Services, 'live' | 'accounts'>,
  { streams, beatMs }: LivePagesOptions,
) {
  function follow(req: Request, res: Response, topics: ReturnType<typeof topicsOf>): void {
    const { user } = signedIn(res)
    const session = sessionCheck(req, user, accounts)
    const stream = openEventStream(res, beatMs, () => void check())
    const leave = live.watch(topics, {
      tell: teller(res, stream),
      end: () => stream.end('stopping'),
    })
    const end = () => stream.end('signed-out')
    const forget = streams.add({ userId: user.id, sessionId: session.sessionId, end })
    res.once('close', () => {
      leave()
      forget()
    })

    async function check(): Promise<void> {
      // Out of reach, the database says nothing about the session: the next beat asks again.
      const standing = await session.standing().catch(() => 'signed-in' as const)
      if (standing !== 'signed-in') stream.end(standing)
    }
  }

  return {
    show(req: Request, res: Response): void {
      const { user } = signedIn(res)
      const topics = topicsOf(req.query, user.role)
      if (req.method === 'HEAD' || topics.length === 0) res.status(204).end()
      else if (live.isClosed()) res.status(503).set('Retry-After', String(retrySeconds)).end()
      else if (!streams.hasRoomFor(user.id)) throw tooMany()
      else follow(req, res, topics)
    },
  }
}

function tooMany(): Throttled {
  return new Throttled(
    'Twelve of your windows follow the servers live already. Close one that you do not need.',
    retrySeconds,
  )
}

/** What a page has been told already is not told again. */
function teller(res: Response, stream: EventStream): (news: News) => void {
  const told = new Map<string, string>()
  return (news) => {
    const event = newsEvent(news, viewerOf(res), fragmentText(res))
    const text = JSON.stringify(event)
    const { topic } = event
    if (told.get(topic) === text) return
    told.set(topic, text)
    stream.send(news.kind, event)
  }
}
