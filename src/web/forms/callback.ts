import { z } from 'zod'
import { textOf } from './body.ts'

const isPlainAddress = (text: string) => {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === ''
}

const panelAddress = z
  .string()
  .trim()
  .min(1, 'Enter the address at which the container reaches this panel.')
  .max(500, 'Must have at most 500 characters.')
  .refine(isPlainAddress, 'Must be an address like https://backups.example.org.')

/** The address of the panel as the container sees it, without a slash at its end. */
export function readCallbackForm(body: unknown) {
  const value = textOf(body, 'panelAddress')
  const parsed = panelAddress.safeParse(value)
  if (parsed.success) return { value, panelAddress: parsed.data.replace(/\/+$/, ''), error: null }
  return { value, panelAddress: null, error: parsed.error.issues[0]?.message ?? '' }
}
