import { type AlertMessage, alertFacts } from '../../core/channels/message.ts'

/** The words that stand for something in a template: `{{title}}`. */
export const templateWords = [
  'id',
  'incident',
  'severity',
  'title',
  'text',
  'link',
  'at',
  ...alertFacts,
]

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Null when every message will come out as JSON. */
export function templateProblem(template: string): string | null {
  const unknown = [...template.matchAll(placeholder)]
    .map(([, word = '']) => word)
    .find((word) => !templateWords.includes(word))
  if (unknown !== undefined) {
    return `{{${unknown}}} is not known. There are ${templateWords.join(', ')}.`
  }
  // With quotes in it, the sample stands only inside of strings, as does every other value then.
  const sample = fill(template, () => 'a "sample"')
  // JSON itself never has two of these in a row.
  if (sample.includes('{{')) return 'Close each {{ with }}.'
  return isJson(sample) ? null : 'This is not JSON. Write the words within quotes: "{{title}}".'
}

/** What a message has nothing for stays empty. */
export function render(template: string, message: AlertMessage): string {
  const words: Record<string, string | undefined> = {
    ...message.facts,
    id: message.id,
    incident: message.incidentKey,
    severity: message.severity,
    title: message.title,
    text: message.lines.join('\n'),
    link: message.link,
    at: message.at.toISOString(),
  }
  return fill(template, (word) => words[word] ?? '')
}

function fill(template: string, textOf: (word: string) => string): string {
  return template.replace(placeholder, (_, word: string) => insideOfString(textOf(word)))
}

function insideOfString(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
