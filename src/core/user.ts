import type { Role } from './permissions.ts'

/** Somebody who can sign in. The password hash is never part of it. */
export interface User {
  id: string
  username: string
  role: Role
  preferences: Preferences
  createdAt: Date
  lastSignInAt: Date | null
}

/** How dates and numbers read for a person. Null: as the browser asks for. */
export interface Preferences {
  /** A BCP 47 tag, such as `de-CH`. */
  locale: string | null
  /** An IANA name, such as `Europe/Berlin`. */
  timeZone: string | null
}

export const minPasswordLength = 12

/** Can be typed, and told apart from any other. */
export const usernamePattern = /^[^\p{C}\s]*$/u
