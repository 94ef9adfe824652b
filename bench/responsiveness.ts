import type { Browser } from '@playwright/test'
import type { Hosts } from './measure'

export type Responsiveness = {
  /** From input to the estimate in the document, 95th percentile of `samples`, in milliseconds, CPU slowed down. */
  readonly p95Ms: number
  readonly medianMs: number
  readonly samples: number
  /** Inputs after which the estimate did not change: 0, or nothing was measured. */
  readonly unchanged: number
  /** Requests to the chain while the input moved. */
  readonly rpcRequests: number
}

export const CPU_SLOWDOWN = 4
/** Of a screen that is drawn 60 times a second. */
export const FRAME_MS = 1_000 / 60
/** An estimate that is not there by then has been lost. */
const PATIENCE_FRAMES = 30
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
      if (hosts.rpcUrls.some((url) => request.url().startsWith(url))) rpcRequests++
    })
    const all = await page
      .getByRole('slider', { name: 'Leverage' })
      .evaluate(dragAndTime, { samples: SAMPLES, patience: PATIENCE_FRAMES })
    const followed = all.filter((ms) => ms !== null).sort((a, b) => a - b)
    return {
      p95Ms: findPercentile(followed, 0.95),
      medianMs: findPercentile(followed, 0.5),
      samples: followed.length,
      unchanged: all.length - followed.length,
      rpcRequests,
    }
  } finally {
    await context.close()
  }
}

function findPercentile(sorted: readonly number[], part: number): number {
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.POSITIVE_INFINITY
}

/** Runs in the page, an input at the start of a frame each time, as browsers hand them over. null for one that changed nothing. */
async function dragAndTime(
  slider: HTMLElement | SVGElement,
  { samples, patience }: { readonly samples: number; readonly patience: number },
): Promise<(number | null)[]> {
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
  const times: (number | null)[] = []
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
    for (let frame = 0; ms === null && frame < patience; frame++) await page.nextFrame()
    observer.disconnect()
    times.push(ms)
    // faster than the pause after which an input counts as rested
    await page.nextFrame()
  }
  return times
}
