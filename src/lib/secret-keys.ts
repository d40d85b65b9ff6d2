import { hkdfSync } from 'node:crypto'

/** What a key is for. A key made for one purpose says nothing about that of another. */
export type KeyPurpose = 'tokens' | 'sessions' | 'setup-code' | 'demo'

/** Derives the 32-byte key for one purpose from APP_SECRET. */
export function deriveKey(appSecret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', appSecret, '', `backupgram-admin:${purpose}:v1`, 32))
}
