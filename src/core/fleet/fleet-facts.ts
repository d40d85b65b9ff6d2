/** What became of the runs of all servers since some moment. */
export interface RecentRuns {
  verified: number
  /** Failed, in part or in what came after. */
  troubled: number
  missed: number
  /** Nothing proves them, or nobody knows any more. */
  uncertain: number
}

/** How much more is stored than at the start of a span. */
export interface Growth {
  bytes: number
  since: Date
}
