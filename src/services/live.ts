import { jobsVersion } from '../core/job.ts'
import { hasEnded, type LookDeps, lookAt } from './live/looks.ts'
import { type Pace, usualPace, waitMs } from './live/pace.ts'
import { type News, type Topic, topicName } from './live/topic.ts'
import { turns } from './live/turns.ts'
import { createWatch, type Watch } from './live/watch.ts'

export type Live = ReturnType<typeof liveService>

/** Somebody who wants to be told. */
export interface Watcher {
  tell(news: News): void
  /** The panel is stopping: there will be no more news. */
  end(): void
}

/** Looks under way at a time, and for how long a slow one counts among them. */
const looksAtOnce = 16
const patienceMs = 1000

/**
 * Watches servers and jobs for everybody who has a page about them open. Each topic is looked at once
 * for all who watch it, and what nobody watches is not looked at.
 */
export function liveService(deps: LookDeps, pace: Pace = usualPace) {
  const inTurn = turns(looksAtOnce, patienceMs)
  const watches = new Map<string, Watch>()
  const ends = new Set<() => void>()
  let isClosed = false

  function watchOn(topic: Topic): Watch {
    const name = topicName(topic)
    const known = watches.get(name)
    if (known) return known
    const notice = noticing(watches, topic.serverId)
    const watch = createWatch({
      async look(signal) {
        const found = await inTurn(() => lookAt(topic, deps, signal))
        if (found.news) notice(found.news)
        return found
      },
      waitMs: (mood, misses) => waitMs(pace[topic.kind], mood, misses),
    })
    watches.set(name, watch)
    return watch
  }

  function forgetIdle(): void {
    for (const [name, watch] of watches) if (watch.isIdle()) watches.delete(name)
  }

  return {
    /** Answers how to stop watching. What is known already is told at once. */
    watch(topics: Topic[], watcher: Watcher): () => void {
      if (isClosed) throw new Error('Nothing is watched any more: the panel is stopping')
      forgetIdle()
      const leaves = topics.map((topic) => watchOn(topic).listen((news) => watcher.tell(news)))
      const end = () => {
        leave()
        watcher.end()
      }
      const leave = () => {
        ends.delete(end)
        for (const each of leaves) each()
      }
      ends.add(end)
      return leave
    },

    isClosed: () => isClosed,

    /** Ends every watch. To be called before the web server waits for its connections. */
    close(): void {
      isClosed = true
      for (const end of ends) end()
    },
  }
}

/** When a job begins or ends, its server has other jobs than before, and soon another state. */
function noticing(watches: ReadonlyMap<string, Watch>, serverId: string) {
  const hurry = (kind: 'jobs' | 'state') => watches.get(topicName({ kind, serverId }))?.hurry()
  let before: string | undefined
  return (news: News): void => {
    const now = situationOf(news)
    if (now === before) return
    if (news.kind === 'job') hurry('jobs')
    if (before !== undefined && news.kind !== 'state') hurry('state')
    before = now
  }
}

function situationOf(news: News): string {
  if (news.kind === 'job') return hasEnded(news.judged) ? 'ended' : 'live'
  return news.kind === 'jobs' ? jobsVersion(news.jobs) : ''
}
