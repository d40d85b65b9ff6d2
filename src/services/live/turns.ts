/**
 * Lets at most `limit` pieces of work run at a time. One that takes longer than `patienceMs` goes on,
 * but no longer counts, so that a dozen silent servers cannot keep all others waiting.
 */
export function turns(limit: number, patienceMs: number) {
  const waiting: (() => void)[] = []
  let free = limit

  function pass(): void {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  async function turn(): Promise<void> {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  return async <T>(work: () => Promise<T>): Promise<T> => {
    await turn()
    let isOver = false
    const giveBack = () => {
      if (!isOver) pass()
      isOver = true
    }
    const timer = setTimeout(giveBack, patienceMs)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      giveBack()
    }
  }
}
