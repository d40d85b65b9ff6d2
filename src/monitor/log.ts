/** What the monitor needs of a log. */
export type Log = Record<'info' | 'warn' | 'error', (facts: object, words: string) => void>
