import type { Browser } from '@playwright/test'
import type { Hosts } from './measure'

export type Responsiveness = {
  /** Frames from input to the estimate on the screen, 95th percentile of `samples`, CPU slowed down: 1 is the very next one. */
  readonly p95Frames: number
  /** From input to the estimate in the document, likewise, in milliseconds. */
  readonly p95Ms: number
  readonly samples: number
  /** Inputs after which the estimate did not change: 0, or nothing was measured. */
  readonly unchanged: number
  /** Requests to the chain while the input moved. */
  readonly rpcRequests: number
}

type Follow = { readonly ms: number; readonly frames: number }

export const CPU_SLOWDOWN = 4
const SAMPLES = 60
const AMOUNT = '5000'

/** Drags the leverage slider of a farm's form over and over on a slowed CPU, and times each estimate. */
export async function measureResponsiveness(
  browser: Browser,
  path: string,
  hosts: Hosts,
): Promise<Responsiveness> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(new URL(path, hosts.appUrl).href)
    await page.getByRole('textbox', { name: 'Deposit amount' }).fill(AMOUNT)
    await page.locator('[data-field="health-factor"][data-when="after"]').first().waitFor()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    let rpcRequests = 0
    page.on('request', (request) => {
      if (request.url().startsWith(hosts.rpcUrl)) rpcRequests++
    })
    const all = await page.getByRole('slider', { name: 'Leverage' }).evaluate(dragAndTime, SAMPLES)
    const followed = all.filter((follow) => follow !== null)
    return {
      p95Frames: find95th(followed.map(({ frames }) => frames)),
      p95Ms: find95th(followed.map(({ ms }) => ms)),
      samples: followed.length,
      unchanged: all.length - followed.length,
      rpcRequests,
    }
  } finally {
    await context.close()
  }
}

function find95th(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY
}

/** Runs in the page, an input at the start of a frame each time, as browsers hand them over. null for one that changed nothing. */
async function dragAndTime(slider: HTMLElement | SVGElement, samples: number): Promise<(Follow | null)[]> {
  if (!(slider instanceof HTMLInputElement)) throw new Error('The slider is no range input')
  // Methods: tsx wraps functions that are given a name in a helper that the page does not have.
  const page = {
    read() {
      return document
        .querySelector('[data-field="health-factor"][data-when="after"]')
        ?.getAttribute('data-value')
    },
    nextFrame() {
      return new Promise<void>((done) => requestAnimationFrame(() => done()))
    },
  }
  // React listens for the value that the element's own setter stored
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  const followed: (Follow | null)[] = []
  // from the second stop on: the form starts at the first, which would change nothing
  for (let i = 0; i < samples; i++) {
    await page.nextFrame()
    const before = page.read()
    const started = performance.now()
    let ms: number | null = null
    const observer = new MutationObserver(() => {
      if (ms === null && page.read() !== before) ms = performance.now() - started
    })
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    setter?.call(slider, String(20 + ((i + 1) % 20)))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    let frames = 0
    while (ms === null && frames < 30) {
      await page.nextFrame()
      frames++
    }
    observer.disconnect()
    followed.push(ms === null ? null : { ms, frames: Math.max(frames, 1) })
    // faster than the pause after which an input counts as rested
    await page.nextFrame()
  }
  return followed
}
