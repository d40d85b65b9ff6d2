import type { BackupServer } from './server.ts'

export interface ServerSelection {
  /** Text to find in name, address and tags. */
  text: string
  tag: string
  /** `name` or `address`, with a minus in front for the other way round. */
  sort: string
  page: number
  perPage: number
}

/** The servers of one page of the list, and what the page says about the rest. */
export function selectServers(all: BackupServer[], selection: ServerSelection) {
  const text = selection.text.toLowerCase()
  const found = all.filter(
    (server) =>
      (selection.tag === '' || server.tags.includes(selection.tag)) &&
      searchable(server).includes(text),
  )
  const sorted = found.sort(order(selection.sort))
  const pages = Math.max(1, Math.ceil(sorted.length / selection.perPage))
  const page = Math.min(selection.page, pages)
  const start = (page - 1) * selection.perPage
  return {
    servers: sorted.slice(start, start + selection.perPage),
    total: sorted.length,
    page,
    tags: [...new Set(all.flatMap((server) => server.tags))].sort(),
  }
}

function searchable({ name, baseUrl, tags }: BackupServer): string {
  return [name, baseUrl, ...tags].join('\n').toLowerCase()
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function order(sort: string) {
  const key = sort.endsWith('address') ? 'baseUrl' : 'name'
  const direction = sort.startsWith('-') ? -1 : 1
  return (a: BackupServer, b: BackupServer) => direction * collator.compare(a[key], b[key])
}
