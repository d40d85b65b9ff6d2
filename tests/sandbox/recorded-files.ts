import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const oddNames: Record<string, string> = {
  'with space.sql.gz': 'space',
  'ünïcödé-東京.sql.gz': 'uni',
  'per%cent.txt': 'pct',
  'plus+plus.txt': 'plus',
  'quo"te.txt': 'q',
  'hash#q?.txt': 'h',
  'back\\slash.txt': 'bs',
  'new\nline.txt': 'nl',
  '.hidden': 'hid',
  '<img src=x>.txt': 'x',
  'page.html': '<script>alert(1)</script>',
  'del1.txt': 'del',
}

/** The files that lay in the recorded container. */
export async function writeRecordedFiles(backupDir: string): Promise<void> {
  const last = join(backupDir, 'last')
  await mkdir(last, { recursive: true })
  await writeFile(join(last, 'hello.txt'), '0123456789'.repeat(10))
  await utimes(join(last, 'hello.txt'), 1_700_000_000, 1_700_000_000)
  for (const [name, content] of Object.entries(oddNames)) {
    await writeFile(join(last, name), content)
  }
}
