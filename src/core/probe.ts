export type ProbeStepName =
  | 'address'
  | 'dns'
  | 'tcp'
  | 'tls'
  | 'healthz'
  | 'token'
  | 'status'
  | 'config'
  | 'clock'

/** One rung of the ladder from name resolution up to a working token. */
export interface ProbeStep {
  name: ProbeStepName
  outcome: 'passed' | 'failed' | 'skipped' | 'warned'
  /** What was seen: an address, a certificate's last day, a clock difference. */
  finding: string
  /** What to do about it. Present when it failed or warned. */
  remedy?: string
  /** Milliseconds. */
  tookMs?: number
  /** From the step `tls`, where there is a certificate. */
  certificateEndsAt?: Date
  /** From the step `clock`: how far the server's clock is ahead of ours. */
  clockSkewMs?: number
}
