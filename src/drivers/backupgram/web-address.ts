/**
 * Whether the server takes a text as an http(s) URL. It asks Go's url.Parse, which is not the URL of
 * browsers: port 99999 passes there, and a stray percent sign does not.
 */
export function isWebAddress(text: string): boolean {
  if (/[^\P{Cc}\u0080-\u009f]/u.test(text)) return false
  const parts = /^https?:\/\/([^/?#]*)([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/i.exec(text)
  if (parts === null) return false
  const [, authority = '', path = '', fragment = ''] = parts
  const at = authority.lastIndexOf('@')
  return (
    isUser(authority.slice(0, Math.max(at, 0))) &&
    isHost(authority.slice(at + 1)) &&
    isEscaped(path) &&
    isEscaped(fragment)
  )
}

function isUser(text: string): boolean {
  return /^[\w\-.:~!$&'()*+,;=%@]*$/.test(text) && isEscaped(text)
}

function isHost(text: string): boolean {
  if (text.startsWith('[')) return /^\[[^\]]+\](:\d*)?$/.test(text)
  const isSpelledRight = /^([\w\-.~!$&'()*+,;=:<>"]|[^\p{ASCII}]|%[89a-f][\da-f])+$/iu.test(text)
  return isSpelledRight && /^[^:]*$|:\d*$/.test(text)
}

function isEscaped(text: string): boolean {
  return !/%(?![\da-f]{2})/i.test(text)
}
