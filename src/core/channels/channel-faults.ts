import type { FaultWording } from '../faults.ts'

/** Every way in which a channel can fail us. */
export type ChannelFault =
  | 'settings' // the stored values cannot be used
  | 'blocked' // the address is link-local, cloud metadata or otherwise never contacted
  | 'dns' // the host name does not resolve
  | 'refused' // connection refused, reset or no route
  | 'tls' // the handshake or the certificate failed
  | 'timeout' // not done within the limit
  | 'credentials' // token, key or password refused
  | 'missing' // the chat, topic or webhook is not known there
  | 'rejected' // the message itself was declined
  | 'redirected' // the address sends elsewhere, and messages are not sent on
  | 'rate-limited' // too many messages
  | 'failed' // the receiver has trouble of its own
  | 'unconfirmed' // answered, but not in the words of this kind of receiver

interface ChannelFaultWording extends FaultWording {
  /** Trying again is of no use. */
  isFinal: boolean
}

export const channelFaults: Record<ChannelFault, ChannelFaultWording> = {
  settings: {
    title: 'The channel’s settings cannot be used',
    remedy: 'Open the channel, correct what is marked, and save it.',
    isFinal: true,
  },
  blocked: {
    title: 'The panel never contacts this address',
    remedy:
      'Link-local and cloud-metadata addresses are refused. Check the host, and what its name resolves to.',
    isFinal: true,
  },
  dns: {
    title: 'The host name does not resolve',
    remedy: 'Check its spelling, and that the panel’s host can resolve names on the internet.',
    isFinal: false,
  },
  refused: {
    title: 'The connection was refused',
    remedy: 'Check host and port, and that the panel’s host may connect outward.',
    isFinal: false,
  },
  tls: {
    title: 'No secure connection could be made',
    remedy: 'Check the receiver’s certificate and its date, and the choice of encryption.',
    isFinal: false,
  },
  timeout: {
    title: 'The receiver did not answer in time',
    remedy: 'It may be busy or unreachable. Check that a firewall lets the panel connect outward.',
    isFinal: false,
  },
  credentials: {
    title: 'The receiver refused the credentials',
    remedy:
      'Enter token, key or password anew, and check that the sender may still write to this recipient.',
    isFinal: true,
  },
  missing: {
    title: 'The receiver does not know this destination',
    remedy: 'Check the webhook, chat or topic: it may have been deleted or renamed.',
    isFinal: true,
  },
  rejected: {
    title: 'The receiver declined the message',
    remedy: 'Check the channel’s settings against those of the receiver, then send a test.',
    isFinal: true,
  },
  redirected: {
    title: 'The address leads elsewhere',
    remedy:
      'Messages are not sent on to another address. Enter the final one, and check that no sign-in page stands in between.',
    isFinal: true,
  },
  'rate-limited': {
    title: 'The receiver takes no more messages for now',
    remedy: 'The message is tried again later. Group alerts or send fewer of them.',
    isFinal: false,
  },
  failed: {
    title: 'The receiver failed to take the message',
    remedy: 'The message is tried again. If this stays, look at the receiver’s status page or log.',
    isFinal: false,
  },
  unconfirmed: {
    title: 'The receiver’s answer does not confirm the message',
    remedy: 'Something else may answer at this address. Check it, and any proxy in between.',
    isFinal: false,
  },
}
