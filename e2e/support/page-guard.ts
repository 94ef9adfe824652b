import type { BrowserContext, Page } from '@playwright/test'
import type { Hosts } from '../../bench/measure'

/** What no page may do in any test, noted as it happens. */
export type PageGuard = { readonly problems: readonly string[] }

const POLICY_MESSAGE = /Content Security Policy|Refused to (load|execute|apply|connect|frame)/i

/** Watches every page of a context for policy violations, requests to foreign hosts and uncaught errors. */
export async function guardPages(
  context: BrowserContext,
  hosts: Hosts,
  others: readonly string[] = [],
): Promise<PageGuard> {
  const problems: string[] = []
  const allowed = [hosts.appUrl, ...hosts.rpcUrls, ...others].map((url) => new URL(url).origin)
  const note = (problem: string) => problems.push(problem)

  await context.exposeBinding('noteViolation', (_, what: string) => note(`Policy violation: ${what}`))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = Reflect.get(window, 'noteViolation')
      report(
        `${event.violatedDirective} blocked ${event.blockedURI || 'inline'} at ${event.sourceFile}:${event.lineNumber}`,
      )
    })
  })
  context.on('request', (request) => {
    const url = new URL(request.url())

    const isRemote = url.protocol.startsWith('http')
    if (isRemote && !allowed.includes(url.origin)) note(`Request to a foreign host: ${url.href}`)
  })
  context.on('weberror', (webError) => note(`Uncaught error: ${describeError(webError.error())}`))
  context.on('console', (message) => {
    if (POLICY_MESSAGE.test(message.text())) note(`Policy message: ${message.text()}`)
  })
  const watchSockets = (page: Page) =>
    page.on('websocket', (socket) => note(`A socket was opened: ${socket.url()}`))
  context.pages().forEach(watchSockets)
  context.on('page', watchSockets)
  return { problems }
}

function describeError(error: Error): string {
  return error.stack ?? error.message
}
