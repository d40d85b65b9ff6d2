/** How a reply can go wrong. */
export type ReplyFault =
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow-headers'; readonly delayMs: number }
  | { readonly kind: 'held'; readonly until: Promise<void> }
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  | { readonly kind: 'stall'; readonly afterBytes: number }
  | { readonly kind: 'endless' }
  | { readonly kind: 'garbled' }
  | { readonly kind: 'html' }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'wrong-shape' }
  | { readonly kind: 'no-job-id' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'wrong-token' }
  | { readonly kind: 'reset' }

/** How a backup can go wrong. */
export type RunFault =
  | { readonly kind: 'partial-failure'; readonly databases: readonly string[] }
  | { readonly kind: 'database-unreachable' }
  | { readonly kind: 'lock-held' }
  | { readonly kind: 'delivery-failure' }
  | { readonly kind: 'empty-dump' }

/** The sandbox's misbehaviours, off at first and switchable while it runs. */
export class Faults {
  run: RunFault | undefined
  /** A changed schedule is saved, but the scheduler cannot be started with it. */
  schedulerCannotStart = false
  private readonly replies = new Map<string, ReplyFault>()

  /** For requests whose path begins so, method aside: `/backups/last`, `/jobs`, or `/` for all. */
  setReply(pathPrefix: string, fault: ReplyFault): void {
    this.replies.set(pathPrefix, fault)
  }

  clearReply(pathPrefix: string): void {
    this.replies.delete(pathPrefix)
  }

  clear(): void {
    this.run = undefined
    this.schedulerCannotStart = false
    this.replies.clear()
  }

  /** The fault with the longest prefix that fits. */
  replyFor(path: string): ReplyFault | undefined {
    const fitting = [...this.replies.keys()].filter((prefix) => path.startsWith(prefix))
    const longest = fitting.sort((a, b) => b.length - a.length)[0]
    return longest === undefined ? undefined : this.replies.get(longest)
  }
}
