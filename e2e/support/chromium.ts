import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
]

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  '/snap/bin/chromium',
]

/** The parts of the machine that the search looks at, so that a test can stand in for them. */
export type Machine = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly downloaded: string
  readonly isExecutable: (path: string) => boolean
}

/**
 * The browser for tests, bench and screenshots: the one the environment names, else Playwright's own
 * download, else the system's. Throws with the ways to get one where there is none, and where the
 * environment names one that is not there, rather than silently testing in another.
 */
export function findChromium(machine: Machine = thisMachine()): string {
  for (const name of ['E2E_CHROMIUM', 'CHROME_PATH']) {
    const path = machine.env[name]
    if (!path) continue
    if (machine.isExecutable(path)) return path
    throw new Error(`${name} names ${path}, which is not an executable file.`)
  }
  const folders = (machine.env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  const found = [machine.downloaded, ...onPath, ...PLACES].find(machine.isExecutable)
  if (found) return found
  throw new Error(
    'No Chromium found. Get one with `npx playwright install chromium`, or from the system ' +
      '(Debian: `apt-get install chromium`), or name one in E2E_CHROMIUM.',
  )
}

/** How Chromium is started: quiet, so that every request seen comes from the page. */
export function chromiumLaunchOptions(): { executablePath: string; args: string[] } {
  const isRoot = process.getuid?.() === 0
  return {
    executablePath: findChromium(),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      // Chromium refuses its sandbox to root, which is who runs in most containers.
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  }
}

function thisMachine(): Machine {
  return { env: process.env, downloaded: chromium.executablePath(), isExecutable }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
