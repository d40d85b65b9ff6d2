/**
 * Work that ends when its caller leaves or its time is up. Not `AbortSignal.any` with
 * `AbortSignal.timeout`: in Node 20 the garbage collector may take both before they fire, and then
 * nothing ends the wait.
 */
export async function withinLimit<T>(
  signal: AbortSignal,
  limitMs: number,
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const leave = () => limit.abort(signal.reason)
  const timer = setTimeout(() => limit.abort(timeIsUp()), limitMs)
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await work(limit.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
  }
}

function timeIsUp(): DOMException {
  return new DOMException('The time is up', 'TimeoutError')
}

/** Leaves something that cannot be called off to itself once the signal fires. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
