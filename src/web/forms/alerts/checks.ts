/** What several forms ask of what was typed, in the same words. */

const nameLimit = 100

export function nameErrors(name: string): { name?: string } {
  if (name === '') return { name: 'Enter a name.' }
  if (name.length > nameLimit) return { name: `A name may have at most ${nameLimit} characters.` }
  return /^\P{Cc}*$/u.test(name) ? {} : { name: 'A name is one line of text.' }
}

export function tagErrors(tags: string[]): { tags?: string } {
  const isLong = tags.length > 20 || tags.some((tag) => tag.length > 40)
  return isLong ? { tags: 'At most 20 tags of at most 40 characters.' } : {}
}

export function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
}
