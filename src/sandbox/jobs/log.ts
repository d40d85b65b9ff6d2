import { toText } from '../http/text.ts'

const tailLines = 50

/** What a script printed, both streams merged. Nothing of it is seen before the script has ended. */
export class JobLog {
  private readonly chunks: Buffer[] = []

  line(text: string): void {
    this.write(Buffer.from(`${text}\n`))
  }

  write(bytes: Buffer): void {
    this.chunks.push(bytes)
  }

  /** The last 50 lines; null when nothing was printed. */
  tail(): string[] | null {
    const bytes = Buffer.concat(this.chunks).toString('latin1')
    if (bytes === '') return null
    return bytes.replace(/\n+$/, '').split('\n').slice(-tailLines).map(toText)
  }
}
