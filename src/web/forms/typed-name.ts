/** A name may hold line breaks and odd spaces, which nobody can type into a one-line field. */
export function isTypedName(typed: string, name: string): boolean {
  return inOneLine(typed) === inOneLine(name)
}

function inOneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zs}]+/gu, ' ').trim()
}
