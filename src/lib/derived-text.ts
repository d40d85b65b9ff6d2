import { createHmac, timingSafeEqual } from 'node:crypto'

/** Without letters and digits that are mistaken for each other. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * Four groups of four signs (80 bits) that follow from a key and a subject: everybody with the key
 * gets the same, nobody without it can guess them.
 */
export function derivedCode(key: Buffer, subject: string): string {
  const bytes = createHmac('sha256', key).update(subject).digest().subarray(0, 16)
  const signs = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('')
  return signs.replace(/(.{4})(?=.)/g, '$1-')
}

/** Compares in a time that tells nothing of how much was right. */
export function isSameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
