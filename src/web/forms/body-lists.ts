import { hasField, textOf } from './body.ts'

/** Every value of a name that may come more than once, as ticked boxes do. */
export function textsOf(body: unknown, name: string): string[] {
  const value = hasField(body, name) ? body[name] : []
  const all: unknown[] = Array.isArray(value) ? value : [value]
  return all.filter((each): each is string => typeof each === 'string')
}

/** `a, b` without what is there twice. */
export function wordsOf(body: unknown, name: string): string[] {
  const words = textOf(body, name).split(',')
  return [...new Set(words.map((word) => word.trim()).filter(Boolean))]
}
