import { link, mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const dayMs = 24 * 60 * 60 * 1000

/** Two databases, as a container keeps them: a dump a night, in two slots. */
export async function backupFolder(nights: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-pages-'))
  for (const slot of ['last', 'daily', 'weekly', 'monthly']) await mkdir(join(folder, slot))
  for (let night = 0; night < nights; night += 1) {
    const at = new Date(Date.now() - night * dayMs)
    const stamp = at.toISOString().slice(0, 10).replaceAll('-', '')
    for (const database of ['shop', 'crm']) {
      const path = join(folder, 'last', `${database}-${stamp}-000000.sql.gz`)
      await writeFile(path, 'dump'.repeat(10 + (night % 30))) // more than an empty gzip
      await utimes(path, at, at)
      await link(path, join(folder, 'daily', `${database}-${stamp}.sql.gz`))
    }
  }
  return folder
}
