import type { z } from 'zod'

/** What a text has to be, each with the sentence for one that is not. */
export interface TextRule {
  missing?: string
  least?: { count: number; sentence: string }
  most?: { count: number; sentence: string }
  pattern?: { whole: RegExp; sentence: string }
}

/** Holds a text to its rule; the fields of pages carry the same one, to say it before they are sent. */
export function ruled(text: z.ZodString, { missing, least, most, pattern }: TextRule): z.ZodString {
  let checked = text
  if (missing) checked = checked.min(1, missing)
  if (least) checked = checked.min(least.count, least.sentence)
  if (most) checked = checked.max(most.count, most.sentence)
  return pattern ? checked.regex(pattern.whole, pattern.sentence) : checked
}
