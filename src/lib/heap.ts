import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const everyMs = 15_000
const tolerated = 48 * 1024 * 1024

/**
 * What a poll reads is garbage a moment later. Left to itself, V8 lets a process that makes much of it
 * grow to several times what lives in it before it clears up. Here that is done as soon as it has grown
 * by 48 MB, but looked after a few times a minute only: to do it at each allocation would cost pages a
 * third of their speed.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  let livingBytes = 0
  setInterval(() => {
    if (process.memoryUsage().heapUsed - livingBytes < tolerated) return
    collect()
    livingBytes = process.memoryUsage().heapUsed
  }, everyMs).unref()
}
