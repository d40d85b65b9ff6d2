import { Socket } from 'node:net'
import pg from 'pg'

/** A connection that is signed in, and speaks Postgres' protocol to whoever takes it. */
export interface Wire {
  readonly socket: Socket
  /** What the server said before its first prompt: replayed to a client that believes it signs in. */
  readonly greeting: Buffer
}

/** Lets `pg` sign in, SCRAM and all, and then takes the socket from it. */
export async function openWire(connectionString: string): Promise<Wire> {
  const socket = new Socket()
  const heard: Buffer[] = []
  socket.on('data', (bytes) => heard.push(bytes))
  const client = new pg.Client({ connectionString, stream: () => socket, ssl: false })
  client.on('error', () => undefined) // The new owner of the socket ends it.
  await client.connect()
  socket.removeAllListeners('data')
  socket.pause()
  const messages = splitMessages(Buffer.concat(heard))
  const settings = messages.filter((message) => 'SKZ'.includes(typeOf(message)))
  return { socket, greeting: Buffer.concat([authenticationOk, ...settings]) }
}

const authenticationOk = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0])

/** Each message is a letter, a length that counts itself, and a body. An unfinished one is left out. */
export function splitMessages(bytes: Buffer): Buffer[] {
  const messages: Buffer[] = []
  let at = 0
  while (at + 5 <= bytes.length) {
    const end = at + 1 + bytes.readUInt32BE(at + 1)
    if (end > bytes.length) break
    messages.push(bytes.subarray(at, end))
    at = end
  }
  return messages
}

export function typeOf(message: Buffer): string {
  return String.fromCharCode(message[0] ?? 0)
}
