import type { Answer, Client } from './client.ts'

/** Sends a form whose boxes share a name, as a browser does; `fields` are the ones beside them. */
export function postTicked(
  client: Client,
  path: string,
  ticked: { name: string; values: string[] },
  fields: Record<string, string> = {},
): Promise<Answer> {
  const boxes = ticked.values.map((value): [string, string] => [ticked.name, value])
  const pairs = [...boxes, ...Object.entries(fields)]
  return client.send(path, { method: 'POST', body: String(new URLSearchParams(pairs)) })
}
