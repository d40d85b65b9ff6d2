import { type Browser, chromium as driver } from 'playwright-core'
import { bundledChromium, type Chromium, installedChromiums } from './chromium.ts'

/** A real Chromium: `CHROMIUM_PATH`, else one on the machine that starts, else the one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const wanted = process.env['CHROMIUM_PATH']
  if (wanted) return launch({ executablePath: wanted })
  for (const candidate of installedChromiums()) {
    const browser = await launch(candidate).catch(() => null) // a distribution's empty wrapper, say
    if (browser) return browser
  }
  return launch(await bundledChromium())
}

function launch({ executablePath, env = {} }: Chromium): Promise<Browser> {
  return driver.launch({
    executablePath,
    env: { ...process.env, ...env },
    chromiumSandbox: false, // root has none, and the pages are our own
    timeout: 30_000,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
    ],
  })
}
