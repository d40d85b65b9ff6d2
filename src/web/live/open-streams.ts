/** More windows than anybody reads at a time; hidden ones let go of theirs. */
const limitPerPerson = 12

interface OpenStream {
  userId: string
  sessionId: string
  /** The session has ended. */
  end(): void
}

export type OpenStreams = ReturnType<typeof openStreams>

/** The streams of this process, to be counted, and to be ended with their sessions. */
export function openStreams() {
  const open = new Set<OpenStream>()
  return {
    hasRoomFor(userId: string): boolean {
      return [...open].filter((stream) => stream.userId === userId).length < limitPerPerson
    },

    /** Answers how to take it off again. */
    add(stream: OpenStream): () => void {
      open.add(stream)
      return () => open.delete(stream)
    },

    /** At sign-out; other instances find out when they next look at the session. */
    endSession(sessionId: string): void {
      for (const stream of open) if (stream.sessionId === sessionId) stream.end()
    },
  }
}
