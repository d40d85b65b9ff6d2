import { type ActOutcome, failedOutcome } from '../core/act-outcome.ts'

/** So many at a time: enough to outrun a slow server, too few to trouble the panel. */
const atOnce = 6

/** Proxies give a request up after a minute; what is not begun by then is left for another try. */
const beginLimitMs = 45_000

/** Told of errors that are our own mistake: the outcome says only that there was one. */
export type Report = (error: unknown) => void

export interface Done<T, R> {
  item: T
  outcome: ActOutcome<R>
}

/**
 * Does one act for each item, a few at a time. A failing one stops no other, and each has its outcome,
 * in the order of the items. Every act must have a limit of its own; this one is for beginning them.
 */
export async function doSeveral<T, R>(
  items: T[],
  act: (item: T) => Promise<R>,
  report: Report,
  limitMs = beginLimitMs,
): Promise<Done<T, R>[]> {
  const limit = AbortSignal.timeout(limitMs)
  const all: Done<T, R>[] = []
  const waiting = items.entries()
  const worker = async () => {
    for (const [index, item] of waiting) {
      const outcome = limit.aborted ? noTime : await attempt(() => act(item), report)
      all[index] = { item, outcome }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return all
}

const noTime = { isDone: false, fault: 'no-time', detail: null } as const

async function attempt<R>(act: () => Promise<R>, report: Report): Promise<ActOutcome<R>> {
  try {
    return { isDone: true, result: await act() }
  } catch (error) {
    const outcome = failedOutcome(error)
    if (!outcome.isDone && outcome.fault === 'panel-fault') report(error)
    return outcome
  }
}
