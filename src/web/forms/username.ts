import { z } from 'zod'
import { usernamePattern } from '../../core/user.ts'

/** What a new person may be called. */
export const newUsername = z
  .string()
  .trim()
  .min(1, 'Enter a username.')
  .max(64, 'A username may have at most 64 characters.')
  .regex(usernamePattern, 'A username has no spaces.')
