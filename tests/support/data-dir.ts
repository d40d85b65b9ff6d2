import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A DATA_DIR for one test. Open to others, because as root the embedded Postgres runs as another
 * account, and would keep its data elsewhere if that could not come here.
 */
export async function temporaryDataDir(prefix = 'backupgram-admin-data-') {
  const path = await mkdtemp(join(tmpdir(), prefix))
  await chmod(path, 0o755)
  return {
    path,
    /** A server that is ending may still write there. */
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}
