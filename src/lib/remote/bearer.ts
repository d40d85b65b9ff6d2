import { RemoteError } from '../../core/errors.ts'

/** Shorter tokens are words that a log may use. */
const leastUnlikelyWord = 16

/** A token, held where no log, error or page can come by it. */
export class Bearer {
  readonly #token: string

  constructor(token: string) {
    this.#token = token
  }

  /** Headers travel byte by byte, so a token beyond ASCII is spelled out in its UTF-8 bytes. */
  header(): string {
    if (/[^\P{Cc}\t]/u.test(this.#token)) {
      throw new RemoteError('token-refused', 'The token holds a character that cannot be sent')
    }
    return `Bearer ${Buffer.from(this.#token, 'utf8').toString('latin1')}`
  }

  /** Takes the token out of a text that came from outside. */
  scrub(text: string): string {
    return this.#token === '' ? text : text.replaceAll(this.#token, '[token]')
  }

  /**
   * The same for a log, whose words are evidence: a short token may be one of them, such as the name
   * of a database, and goes only where it stands as a token.
   */
  scrubLog(line: string): string {
    if (this.#token.length >= leastUnlikelyWord) return this.scrub(line)
    return line.replaceAll(`Bearer ${this.#token}`, 'Bearer [token]')
  }
}
