import { RemoteError, type RemoteFault } from '../../core/errors.ts'

/** A refusal of our own, made while connecting, when the address is one that is never contacted. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED'
}

/** How far an exchange had come: the same broken pipe means something else after the headers. */
export type Stage = 'before-headers' | 'in-body'

/**
 * Turns what undici and Node throw into a RemoteError. Anything without a code is a fault of our own
 * and comes back as it is.
 */
export function asRemoteError(error: unknown, stage: Stage, signal?: AbortSignal): Error {
  if (error instanceof RemoteError) return error
  // undici throws the reason of the signal, and that may be anything.
  if (signal?.aborted) return endOfWaiting(signal.reason)
  if (!(error instanceof Error)) return new Error('Something other than an error was thrown')
  const code = codeOf(error)
  if (code === undefined || code === 'UND_ERR_INVALID_ARG') return error
  return new RemoteError(faultOf(code, stage), sentenceOf(error, code))
}

function endOfWaiting(reason: unknown): RemoteError {
  const isLimit = reason instanceof Error && reason.name === 'TimeoutError'
  return isLimit ? new RemoteError('timeout') : nobodyWaits()
}

/** The caller has left; the error is for the record, since nobody will read it. */
export function nobodyWaits(): RemoteError {
  return new RemoteError('timeout', 'Nobody waits for it any more')
}

/** Several addresses tried at once fail together, each with its own code; the first one speaks. */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error.name === 'HTTPParserError') return 'HPE_UNKNOWN'
  if (error instanceof AggregateError && error.errors[0] instanceof Error) {
    return codeOf(error.errors[0])
  }
  return undefined
}

const faults: Record<string, RemoteFault> = {
  ADDRESS_REFUSED: 'blocked',
  ENOTFOUND: 'dns',
  ENODATA: 'dns',
  ESERVFAIL: 'dns',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  INVALID_PURPOSE: 'tls',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_ABORTED: 'timeout',
  UND_ERR_DESTROYED: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'not-a-backup-server',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broken-reply',
}

function faultOf(code: string, stage: Stage): RemoteFault {
  const known = faults[code]
  if (known !== undefined) return known
  if (code.startsWith('EAI_')) return 'dns'
  if (/^(ERR_SSL|ERR_TLS|CERT_|CRL_|UNABLE_TO_)/.test(code)) return 'tls'
  if (stage === 'in-body') return 'broken-reply'
  return code.startsWith('HPE_') ? 'not-a-backup-server' : 'refused'
}

const sentences: Record<string, string> = {
  ENOTFOUND: 'There is no such name',
  EAI_AGAIN: 'The name server does not answer',
  ECONNREFUSED: 'Nothing listens on this port',
  ECONNRESET: 'The connection was reset',
  EHOSTUNREACH: 'There is no route to the host',
  ENETUNREACH: 'There is no route to the network',
  UND_ERR_SOCKET: 'The connection was closed without an answer',
  UND_ERR_CONNECT_TIMEOUT: 'No connection came about',
  UND_ERR_HEADERS_TIMEOUT: 'No answer began',
  UND_ERR_DESTROYED: 'The panel is stopping',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of its answer are too long',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The answer is not as long as announced',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate was signed by an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate cannot be traced to an authority trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The certificate cannot be traced to an authority trusted here',
  CERT_HAS_EXPIRED: 'The certificate has expired',
  CERT_NOT_YET_VALID: 'The certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate was made for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'The port does not speak TLS',
  EPROTO: 'The TLS handshake failed',
}

function sentenceOf(error: Error, code: string): string {
  if (code === 'ADDRESS_REFUSED') return error.message
  if (code.startsWith('HPE_')) return 'It does not speak HTTP'
  return sentences[code] ?? code
}
