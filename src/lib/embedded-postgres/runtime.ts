import { join, resolve } from 'node:path'
import { chooseAccount } from './account.ts'
import { notHere } from './errors.ts'
import { makeHome } from './home.ts'
import { linkLibraries } from './libraries.ts'
import { findNative, programPath } from './native.ts'
import { type Runtime, run } from './run.ts'

/** Finds or makes all that the server needs besides its data, and tries its program once. */
export async function prepareRuntime(dataDir: string): Promise<Runtime> {
  const wanted = resolve(dataDir, 'postgres')
  const account = chooseAccount(join(wanted, 'cluster'))
  const native = await findNative(account)
  const home = await makeHome(wanted, account)
  await linkLibraries(native, join(home, 'lib'), account)
  const runtime = { native, home, account }
  return { ...runtime, major: await findMajor(runtime) }
}

async function findMajor(runtime: Omit<Runtime, 'major'>): Promise<string> {
  try {
    const words = await run(programPath(runtime.native, 'postgres'), ['--version'], runtime)
    return /\d+/.exec(words)?.[0] ?? ''
  } catch (cause) {
    // ENOENT with the file in place: the loader of glibc is missing, as on Alpine.
    throw notHere('it needs glibc 2.27 or newer and a file system that may run programs', cause)
  }
}
