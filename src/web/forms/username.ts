import { z } from 'zod'
import { usernamePattern } from '../../core/user.ts'
import { ruled, type TextRule } from './text-rule.ts'

const limit = 64

export const usernameRule: TextRule = {
  missing: 'Enter a username.',
  most: { count: limit, sentence: `A username may have at most ${limit} characters.` },
  pattern: { whole: usernamePattern, sentence: 'A username has no spaces.' },
}

/** What a new person may be called. */
export const newUsername = ruled(z.string().trim(), usernameRule)
