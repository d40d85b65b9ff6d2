import type { Role } from './permissions.ts'

/** Somebody who can sign in. The password hash is never part of it. */
export interface User {
  id: string
  username: string
  role: Role
  createdAt: Date
  lastSignInAt: Date | null
}
