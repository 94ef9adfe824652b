import { test as base, expect } from '@playwright/test'
import { guardPages } from './support/page-guard'

const hosts = { appUrl: 'http://app.test', rpcUrls: ['http://chain.test', 'http://other-chain.test/key'] }
const POLICY = "default-src 'self'; script-src 'self'; connect-src *; img-src *"

/** A made-up app, so that what the guard must catch can be put into a page without breaking the real one. */
const test = base.extend<{ problemsOf: (body: string) => Promise<readonly string[]> }>({
  problemsOf: async ({ context, page }, use) => {
    const guard = await guardPages(context, hosts)
    await context.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url())
      return pathname.endsWith('.js')
        ? route.fulfill({
            contentType: 'text/javascript',
            body: 'setTimeout(() => { throw new Error("broke") })',
          })
        : route.fulfill({ contentType: 'text/plain', body: '' })
    })
    await use(async (body) => {
      const html = `<!doctype html><title>Probe</title>${body}`
      const headers = { 'content-security-policy': POLICY }
      await page.route('**/probe', (route) =>
        route.fulfill({ contentType: 'text/html', headers, body: html }),
      )
      await page.goto(`${hosts.appUrl}/probe`)
      return guard.problems
    })
  },
})

test.describe('the guard around every page', () => {
  test('lets the app and its chains pass', async ({ problemsOf }) => {
    const asked = ['/own.png', 'http://chain.test/', 'http://other-chain.test/']
    expect(await problemsOf(asked.map((src) => `<img src="${src}" alt="">`).join(''))).toEqual([])
  })

  test('sees a request to a foreign host', async ({ problemsOf }) => {
    const problems = await problemsOf('<img src="http://elsewhere.test/pixel.png" alt="">')
    await expect
      .poll(() => problems)
      .toContainEqual('Request to a foreign host: http://elsewhere.test/pixel.png')
  })

  test('sees a script that the policy blocks', async ({ problemsOf }) => {
    const problems = await problemsOf('<script>document.title = "ran"</script>')
    await expect.poll(() => problems).toContainEqual(expect.stringMatching(/^Policy violation: script-src/))
  })

  test('sees an uncaught error', async ({ problemsOf }) => {
    const problems = await problemsOf('<script src="/throws.js"></script>')
    await expect.poll(() => problems).toContainEqual(expect.stringMatching(/^Uncaught error: .*broke/s))
  })
})
