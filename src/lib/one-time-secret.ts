import { createHash, randomBytes } from 'node:crypto'

/** 192 random bits, to be handed out once; what is kept is its digest. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

/** Random secrets cannot be guessed, so a plain digest keeps them. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
