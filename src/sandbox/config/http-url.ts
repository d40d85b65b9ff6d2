/** Whether Go's `url.Parse` takes the text and finds scheme http(s) and a host in it. */
export function isHttpUrl(text: string): boolean {
  if (hasControlCharacter(text)) return false
  const [beforeFragment = '', ...fragment] = text.split('#')
  const parts = /^https?:\/\/(?<authority>[^/?]*)(?<path>[^?]*)/i.exec(beforeFragment)?.groups
  if (parts === undefined) return false
  const { authority = '', path = '' } = parts
  return isAuthority(authority) && hasGoodEscapes(path) && hasGoodEscapes(fragment.join('#'))
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\x7f')
}

function hasGoodEscapes(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text)
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@')
  const user = authority.slice(0, Math.max(at, 0))
  const isUser = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) && hasGoodEscapes(user)
  return isUser && isHost(authority.slice(at + 1))
}

function isHost(host: string): boolean {
  if (host === '') return false
  if (host.startsWith('[')) return /^\[[^\]]*\](:\d*)?$/.test(host) && hasHostCharacters(host)
  const colon = host.lastIndexOf(':')
  return (colon < 0 || /^:\d*$/.test(host.slice(colon))) && hasHostCharacters(host)
}

/** Of ASCII only these; an escape may only stand for a byte beyond ASCII. */
function hasHostCharacters(host: string): boolean {
  return /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]|[^\0-\x7f]|%(?:25|[89A-Fa-f][0-9A-Fa-f]))*$/.test(
    host,
  )
}
