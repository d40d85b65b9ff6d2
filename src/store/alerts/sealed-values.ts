import { type Sealer, Unsealable } from '../../lib/seal.ts'

/** Several secrets as one sealed text, which opens in its own place only. */
export function sealValues(sealer: Sealer, place: string, values: Record<string, string>): string {
  return sealer.seal(JSON.stringify(values), place)
}

/** Null when APP_SECRET no longer opens it. */
export function openValues(
  sealer: Sealer,
  place: string,
  sealed: string,
): Record<string, string> | null {
  try {
    return JSON.parse(sealer.open(sealed, place)) as Record<string, string> // as it was sealed
  } catch (error) {
    if (error instanceof Unsealable) return null
    throw error
  }
}
