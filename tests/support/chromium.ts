import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A browser that can be started, with what it needs in its environment. */
export interface Chromium {
  executablePath: string
  env?: Record<string, string>
}

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Those on this machine: they come first, for they are the browsers that people use. */
export function installedChromiums(): Chromium[] {
  return usualPaths.filter((path) => existsSync(path)).map((path) => ({ executablePath: path }))
}

/**
 * The one inside the npm package, for a machine that has none. It lacks a few system libraries
 * and every font, and brings both; it is unpacked beside its archive, so that `npm ci` clears it.
 */
export async function bundledChromium(): Promise<Chromium> {
  const home = fileURLToPath(
    new URL('../../node_modules/@sparticuz/chromium/unpacked', import.meta.url),
  )
  if (!existsSync(home)) await unpackInto(home)
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
  }
}

/** Unpacks aside and renames: of several test processes at once the first one wins, and none sees a half. */
async function unpackInto(home: string): Promise<void> {
  const aside = await mkdtemp(`${home}-`)
  try {
    await unpack(aside)
    await writeFile(join(aside, 'fonts.conf'), fontsConfig(home))
    await rename(aside, home)
  } catch (error) {
    if (!existsSync(home)) throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/**
 * The package unpacks into the temporary folder, and its libraries only where it believes itself
 * on a serverless host. A process of its own keeps both settings away from the tests.
 */
async function unpack(folder: string): Promise<void> {
  const script =
    "import { default as chromium } from '@sparticuz/chromium'; await chromium.executablePath()"
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    timeout: 120_000,
  })
}

function fontsConfig(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>
`
}
