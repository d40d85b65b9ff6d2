import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** The sealed text does not open: another key made it, another row owns it, or it was altered. */
export class Unsealable extends Error {
  override name = 'Unsealable'
}

/**
 * Seals short secrets with AES-256-GCM. The context names the one place that a value belongs to,
 * as `server:<id>:token`: copied to another place, it does not open.
 */
export interface Sealer {
  seal(text: string, context: string): string
  /** @throws Unsealable */
  open(sealed: string, context: string): string
  /** Whether the value was sealed with the present key, and not with the previous one. */
  isCurrent(sealed: string): boolean
}

export interface SealKeys {
  current: Buffer
  /** Opens what was sealed before a rotation; never seals. */
  previous?: Buffer | undefined
}

export function sealer(keys: SealKeys): Sealer {
  const current = keyId(keys.current)
  const known = new Map([[current, keys.current]])
  if (keys.previous) known.set(keyId(keys.previous), keys.previous)
  return {
    seal: (text, context) => seal(text, context, current, keys.current),
    open: (sealed, context) => open(sealed, context, known),
    isCurrent: (sealed) => sealed.startsWith(`${version}.${current}.`),
  }
}

const version = 'v1'
const ivLength = 12
const tagLength = 16

/** Says which key sealed a value without saying anything of the key. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('key-id').update(key).digest('base64url').slice(0, 8)
}

/** `v1.<key id>.<iv, tag and text in base64url>`. */
function seal(text: string, context: string, id: string, key: Buffer): string {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${version}.${id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
}

function open(sealed: string, context: string, known: Map<string, Buffer>): string {
  const [format, id = '', payload = '', ...rest] = sealed.split('.')
  const bytes = Buffer.from(payload, 'base64url')
  const start = ivLength + tagLength
  if (format !== version || rest.length > 0 || bytes.length < start) {
    throw new Unsealable('not a sealed value')
  }
  const key = known.get(id)
  if (!key) throw new Unsealable('sealed with a key that is not known now')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength))
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(ivLength, start))
    return decipher.update(bytes.subarray(start), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    throw new Unsealable('altered, or belongs to another place')
  }
}
