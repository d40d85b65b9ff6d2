export type BaseUrlCheck = { ok: true; url: string } | { ok: false; sentence: string }

const maxLength = 1000

/**
 * Brings the base URL of a backup server into its one form: scheme, host, port unless usual, and path
 * prefix without a trailing slash. Whether the address may be contacted is decided when connecting.
 */
export function parseBaseUrl(text: string): BaseUrlCheck {
  const trimmed = text.trim()
  if (!/^https?:\/\//i.test(trimmed)) return refuse('Start the URL with http:// or https://.')
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null
  if (url === null) return refuse('This is not a URL: check the host name and the port.')
  const problem = problemOf(url)
  if (problem !== null) return refuse(problem)
  return { ok: true, url: url.origin + url.pathname.replace(/\/+$/, '') }
}

function problemOf(url: URL): string | null {
  if (url.username !== '' || url.password !== '') {
    return 'Leave user name and password out of the URL: the token goes into its own field.'
  }
  if (url.search !== '') return 'Leave the query (everything after ?) out of the URL.'
  if (url.hash !== '') return 'Leave the fragment (everything after #) out of the URL.'
  if (url.href.length > maxLength) return `A base URL may have at most ${maxLength} characters.`
  if (url.port === '0') return 'Port 0 cannot be contacted.'
  return null
}

function refuse(sentence: string): BaseUrlCheck {
  return { ok: false, sentence }
}
