export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/** JSON as Go's encoder writes it: compact, a line feed at the end, safe inside HTML. */
export function encodeJson(value: Json): string {
  return `${JSON.stringify(value).replace(loneSurrogate, replacement).replace(unsafe, escaped)}\n`
}

/** `JSON.stringify` writes lone surrogates as escapes; an escaped backslash before one is text. */
const loneSurrogate = /\\\\|\\ud[89a-f][0-9a-f]{2}/g
const unsafe = /[<>&\u2028\u2029]/g

function replacement(found: string): string {
  return found === '\\\\' ? found : '\\ufffd'
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
