import type { Badge } from '../pieces/badge.ts'

export interface Advice {
  icon: Badge['icon']
  title: string
  lines: string[]
  link: { text: string; href: string } | null
}

export function advice(title: string, lines: string[], link: Advice['link'] = null): Advice {
  return { icon: 'alert', title, lines, link }
}

export const lostSentence =
  'The server restarted or dropped the job from its list: it keeps jobs in memory only, the last 100.'
