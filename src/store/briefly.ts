const forMs = 1000
/** More than are in use at once; beyond it all are looked up anew. */
const limit = 5000

export interface Brief<T> {
  find(id: string): Promise<T>
  /** To be called with each change, so that this process sees it at once. */
  forget(): void
}

/**
 * Remembers for a second what a look-up by id found: every request asks for its person and its server,
 * and asking costs as much as drawing the page. Another instance sees a change a second later at most.
 */
export function briefly<T>(look: (id: string) => Promise<T>): Brief<T> {
  const known = new Map<string, { until: number; found: Promise<T> }>()

  function remember(id: string): Promise<T> {
    const found = look(id)
    if (known.size >= limit) known.clear()
    known.set(id, { until: Date.now() + forMs, found })
    found.catch(() => known.delete(id)) // a failure is nobody else's
    return found
  }

  return {
    find(id) {
      const entry = known.get(id)
      return entry && entry.until > Date.now() ? entry.found : remember(id)
    },
    forget: () => known.clear(),
  }
}
