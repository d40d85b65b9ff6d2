/** One word for a POSIX shell, whatever is in it. Control characters are spelled out, for terminals. */
export function quoted(text: string): string {
  if (!/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const spelled = text
    .replace(/[\\']/g, (sign) => `\\${sign}`)
    .replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `$'${spelled}'`
}
