import type { Browser } from '@playwright/test'
import type { Hosts } from './measure'

export type Responsiveness = {
  /** From input to the estimate in the document, 95th percentile of `samples`, in milliseconds, CPU slowed down. */
  readonly p95Ms: number
  readonly samples: number
  /** Inputs after which the estimate did not change: 0, or nothing was measured. */
  readonly unchanged: number
  /** Requests to the chain while the input moved. */
  readonly rpcRequests: number
}

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
    const times = await page.getByRole('slider', { name: 'Leverage' }).evaluate(dragAndTime, SAMPLES)
    const changed = times.filter((time) => time !== null).sort((a, b) => a - b)
    return {
      p95Ms: changed[Math.ceil(changed.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY,
      samples: changed.length,
      unchanged: times.length - changed.length,
      rpcRequests,
    }
  } finally {
    await context.close()
  }
}

/** Runs in the page. null for an input that changed nothing. */
async function dragAndTime(slider: HTMLElement | SVGElement, samples: number): Promise<(number | null)[]> {
  if (!(slider instanceof HTMLInputElement)) throw new Error('The slider is no range input')
  // A method: tsx wraps functions that are given a name in a helper that the page does not have.
  const estimate = {
    read() {
      return document
        .querySelector('[data-field="health-factor"][data-when="after"]')
        ?.getAttribute('data-value')
    },
  }
  // React listens for the value that the element's own setter stored
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  const times: (number | null)[] = []
  // from the second stop on: the form starts at the first, which would change nothing
  for (let i = 0; i < samples; i++) {
    const before = estimate.read()
    const started = performance.now()
    setter?.call(slider, String(20 + ((i + 1) % 20)))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    while (estimate.read() === before && performance.now() - started < 500)
      await new Promise((done) => setTimeout(done, 0))
    times.push(estimate.read() === before ? null : performance.now() - started)
    // faster than the pause after which an input counts as rested
    await new Promise((done) => setTimeout(done, 30))
  }
  return times
}
