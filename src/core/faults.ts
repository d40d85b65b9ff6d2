import type { RemoteFault } from './errors.ts'

/** How a fault reads on a page: what happened, and what to do about it. */
export interface FaultWording {
  title: string
  remedy: string
}

export const faultWordings: Record<RemoteFault, FaultWording> = {
  paused: {
    title: 'This server is paused, so it is not contacted',
    remedy: 'Enable it to see its backups and to act on it.',
  },
  'token-unreadable': {
    title: 'The stored token cannot be opened',
    remedy:
      'APP_SECRET is not the one the token was stored with. Start the panel with the former secret as APP_SECRET_PREVIOUS, or enter the token again.',
  },
  blocked: {
    title: 'The panel never contacts this address',
    remedy:
      'Link-local and cloud-metadata addresses are refused. Check the base URL, and what its host name resolves to.',
  },
  dns: {
    title: 'The host name does not resolve',
    remedy:
      'Check the spelling of the base URL. In Docker, the panel and the server must share a network.',
  },
  refused: {
    title: 'The connection was refused',
    remedy:
      'Check that the container is running, that its API is switched on, and that the port is right.',
  },
  tls: {
    title: 'No secure connection could be made',
    remedy:
      'Check the certificate and its date. For a self-signed one, switch off “Verify TLS certificate”; if the server speaks plain HTTP, use http:// in the base URL.',
  },
  timeout: {
    title: 'The server did not answer in time',
    remedy:
      'It may be busy or unreachable. Try again, check the network between panel and server, or raise the timeout.',
  },
  'token-refused': {
    title: 'The server refused the token',
    remedy:
      'Edit the server and enter the token that the container was started with (REST_API_TOKEN).',
  },
  missing: {
    title: 'The server no longer has this',
    remedy: 'It may have been deleted or expired. Go back and reload the list.',
  },
  rejected: {
    title: 'The server declined the request',
    remedy: 'Its own words are below. Correct what they name, and try again.',
  },
  failed: {
    title: 'The server failed while answering',
    remedy: 'Look into the container’s log, then try again.',
  },
  'not-a-backup-server': {
    title: 'Something else answers at this address',
    remedy:
      'The reply is not from a backup server. Check host, port and path of the base URL, and that no proxy or sign-in page stands in between.',
  },
  'broken-reply': {
    title: 'The server’s reply cannot be read',
    remedy:
      'It was cut short or malformed. Try again; if it stays, check the container’s version and any proxy in between.',
  },
}
