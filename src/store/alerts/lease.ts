/** Whose message it is to try, and until when nobody else does. */
export interface Lease {
  holder: string
  now: Date
  leaseMs: number
}
