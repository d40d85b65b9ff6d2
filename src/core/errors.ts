/** The thing asked for does not exist, or is not offered by this kind of backup server. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** The person is known but may not do this. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** The act contradicts the present state: a name already taken, a server that is paused. */
export class Conflict extends Error {
  override name = 'Conflict'
}

/** It was asked for too often, or too much at once; later it may be asked for again. */
export class Throttled extends Error {
  override name = 'Throttled'
  readonly waitSeconds: number

  constructor(sentence: string, waitSeconds: number) {
    super(sentence)
    this.waitSeconds = waitSeconds
  }
}

/** What was entered cannot be used, for a reason that belongs to one field. */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
  readonly field: string

  constructor(field: string, sentence: string) {
    super(sentence)
    this.field = field
  }
}

/**
 * Every way in which a backup server can fail us. A new way to fail is a new word here, and the
 * compiler then shows each place that must word it (see `faults.ts`).
 */
export type RemoteFault =
  | 'paused' // `enabled` is off: we do not contact it
  | 'token-unreadable' // APP_SECRET no longer opens the stored token
  | 'blocked' // the address is link-local, cloud metadata or otherwise never contacted
  | 'dns' // the host name does not resolve
  | 'refused' // connection refused, reset or no route
  | 'tls' // the handshake or the certificate failed
  | 'timeout' // no answer within the limit, or silence in the middle of one
  | 'token-refused' // 401
  | 'missing' // 404 in the server's own words
  | 'rejected' // another 4xx with the server's sentence
  | 'failed' // 5xx with the server's sentence
  | 'not-a-backup-server' // answers, but not in this API's words: HTML, a redirect, another program
  | 'broken-reply' // cut short, not JSON, wrong shape, over the size cap

/**
 * A backup server did not do what was asked. Carries no request, header or token, so that nothing
 * secret can travel with it into a log or a page.
 */
export class RemoteError extends Error {
  override name = 'RemoteError'
  readonly fault: RemoteFault
  /** The server's own sentence, or what the network said. Untrusted: escape it, and cap it. */
  readonly detail: string | undefined

  constructor(fault: RemoteFault, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? fault : `${fault}: ${detail}`, options)
    this.fault = fault
    this.detail = detail
  }
}
