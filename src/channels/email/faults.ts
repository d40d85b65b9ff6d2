import { ChannelError } from '../../core/channels/channel-error.ts'
import type { ChannelFault } from '../../core/channels/channel-faults.ts'
import { RemoteError } from '../../core/errors.ts'
import { asRemoteError } from '../../lib/remote/faults.ts'
import { asChannelError } from '../delivery.ts'

const faults: Record<string, ChannelFault> = {
  EAUTH: 'credentials',
  ENOAUTH: 'credentials',
  ETLS: 'tls',
  EDNS: 'dns',
  ETIMEDOUT: 'timeout',
  EABORT: 'timeout',
  ECONNECTION: 'refused',
  EPROTOCOL: 'unconfirmed',
  EENVELOPE: 'rejected',
  EMESSAGE: 'rejected',
}

/** Nodemailer's sentences quote the server, and the server may quote the password: only codes pass. */
export function asMailError(error: unknown): Error {
  if (error instanceof ChannelError) return error
  if (error instanceof RemoteError) return asChannelError(error)
  const { code, responseCode } = codesOf(error)
  if (responseCode !== undefined) {
    const detail = `SMTP ${responseCode}`
    return new ChannelError(faultOfReply(code, responseCode), { detail })
  }
  const fault = faults[code]
  if (fault !== undefined) return new ChannelError(fault)
  const remote = asRemoteError(networkError(error), 'before-headers')
  return remote instanceof RemoteError ? asChannelError(remote) : remote
}

/** The code of the system or of TLS, which Nodemailer keeps behind its own. */
function networkError(error: unknown): unknown {
  const isWrapped = error instanceof Error && 'originalCode' in error
  return isWrapped ? Object.assign(new Error(), { code: error.originalCode }) : error
}

/** 4xx is for now, 5xx for good. */
function faultOfReply(code: string, responseCode: number): ChannelFault {
  if (responseCode >= 400 && responseCode < 500) return 'failed'
  return faults[code] ?? 'rejected'
}

function codesOf(error: unknown): { code: string; responseCode: number | undefined } {
  if (!(error instanceof Error)) return { code: '', responseCode: undefined }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const told = 'responseCode' in error ? error.responseCode : undefined
  return { code, responseCode: typeof told === 'number' ? told : undefined }
}
