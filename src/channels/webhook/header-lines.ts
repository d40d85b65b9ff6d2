/** Those that belong to the exchange itself or to the signature. */
const ours =
  /^(host|connection|content-length|content-type|transfer-encoding|expect|upgrade|keep-alive|te|trailer|webhook-.*)$/i

const line = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(\P{Cc}*?)[ \t]*$/u

/** One `Name: value` on each line. */
export function parseHeaderLines(text: string): Record<string, string> {
  const pairs = linesOf(text).map((each) => line.exec(each) ?? [])
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value]))
}

/** The line itself is not repeated in the sentence: it may hold a secret. */
export function headerLinesProblem(text: string): string | null {
  for (const [index, each] of linesOf(text).entries()) {
    const [, name] = line.exec(each) ?? []
    if (name === undefined) return `Line ${index + 1} is not of the form Name: value.`
    if (ours.test(name)) return `Line ${index + 1}: the panel sets ${name} itself.`
  }
  return null
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((each) => each.trim() !== '')
}
