import { createHmac } from 'node:crypto'

/**
 * Headers by which the receiver can tell that a message is ours, new, and not a repetition. They follow
 * standardwebhooks.com, for which there are libraries in many languages.
 */
export function signatureHeaders(
  secret: string,
  { id, body, at }: { id: string; body: string; at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const named = { 'webhook-id': id, 'webhook-timestamp': timestamp }
  if (secret === '') return named
  const signed = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`)
  return { ...named, 'webhook-signature': `v1,${signed.digest('base64')}` }
}

/** Secrets made for the standard are Base64 behind a prefix; any other text counts as it is. */
function keyOf(secret: string): Buffer {
  const prefix = 'whsec_'
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8')
}
