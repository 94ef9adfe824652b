import type { Browser, CDPSession } from '@playwright/test'
import type { RouteBudget } from './budgets'

export type Measurement = {
  /** Bytes of script that came over the wire, compressed, headers included. */
  readonly scriptBytes: number
  /** Scripts that the server sent uncompressed: their bytes would not be gzip's. */
  readonly uncompressedScripts: readonly string[]
  /** Requests to any host but the app's and the chains'. */
  readonly foreignRequests: readonly string[]
  /** HTTP requests to the chains. */
  readonly rpcRequests: number
  /** JSON-RPC calls inside those requests that a live chain would get too: a batch cannot hide its size. */
  readonly rpcCalls: number
  /** Calls of the practice chain's own controls, which no live chain would get. */
  readonly practiceCalls: number
}

/** The app's own, and the nodes of all chains that its build knows. */
export type Hosts = { readonly appUrl: string; readonly rpcUrls: readonly string[] }

/** The page counts as settled after this long without a request: longer than any debounce, shorter than a refetch. */
const QUIET_MS = 1_500
const LIMIT_MS = 20_000

/** Loads a page in a fresh profile with the cache off, until it is quiet, and counts what that took. */
export async function measureFirstLoad(browser: Browser, path: string, hosts: Hosts): Promise<Measurement> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const record = await recordNetwork(session, hosts)
    await page.goto(new URL(path, hosts.appUrl).href, { waitUntil: 'load' })
    await record.waitUntilQuiet()
    return record.result()
  } finally {
    await context.close()
  }
}

/** What of a measurement is over its budget, as one sentence each. */
export function listExcesses(budget: RouteBudget, measured: Measurement): string[] {
  const scriptKb = measured.scriptBytes / 1_000
  return [
    ...(measured.scriptBytes === 0 ? ['no script was measured'] : []),
    ...(scriptKb > budget.scriptKb
      ? [`${scriptKb.toFixed(1)} kB of script, over ${budget.scriptKb} kB`]
      : []),
    ...(measured.rpcCalls === 0 ? ['the chain was never read'] : []),
    ...(measured.rpcCalls > budget.rpcCalls
      ? [`${measured.rpcCalls} RPC calls, over ${budget.rpcCalls}`]
      : []),
    ...measured.foreignRequests.map((url) => `a request to ${url}`),
    ...measured.uncompressedScripts.map((url) => `${url} came uncompressed`),
  ].map((excess) => `${budget.route}: ${excess}`)
}

async function recordNetwork(session: CDPSession, { appUrl, rpcUrls }: Hosts) {
  const originOf = (url: string) => new URL(url).origin
  const nodes = rpcUrls.map(originOf)
  const scripts = new Map<string, { url: string; encoding: string | undefined }>()
  const open = new Set<string>()
  const foreignRequests: string[] = []
  let scriptBytes = 0
  let rpcRequests = 0
  let rpcCalls = 0
  let practiceCalls = 0
  let lastActivity = Date.now()

  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    lastActivity = Date.now()
    const url = new URL(request.url)
    if (!url.protocol.startsWith('http')) return
    open.add(requestId)
    if (nodes.includes(url.origin) && request.method === 'POST') {
      rpcRequests += 1
      const methods = readMethods(request.postData ?? '')
      const ofPractice = methods.filter((method) => method.startsWith('furrow_')).length
      practiceCalls += ofPractice
      rpcCalls += methods.length - ofPractice
    }
    if (![originOf(appUrl), ...nodes].includes(url.origin)) foreignRequests.push(url.href)
  })
  session.on('Network.webSocketCreated', ({ url }) => foreignRequests.push(url))
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (type !== 'Script') return
    scripts.set(requestId, { url: response.url, encoding: readHeader(response.headers, 'content-encoding') })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    lastActivity = Date.now()
    open.delete(requestId)
    if (scripts.has(requestId)) scriptBytes += encodedDataLength
  })
  session.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId))
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })

  return {
    waitUntilQuiet: async () => {
      const deadline = Date.now() + LIMIT_MS
      const isQuiet = () => open.size === 0 && Date.now() - lastActivity >= QUIET_MS
      // A slow machine may rest between a page's scripts and its first read; a page that never reads is told apart later.
      while (!isQuiet() || (rpcCalls === 0 && Date.now() < deadline)) {
        if (Date.now() > deadline) throw new Error(`The page never came to rest within ${LIMIT_MS / 1_000} s`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    result: (): Measurement => ({
      scriptBytes,
      uncompressedScripts: [...scripts.values()].filter((s) => s.encoding !== 'gzip').map((s) => s.url),
      foreignRequests,
      rpcRequests,
      rpcCalls,
      practiceCalls,
    }),
  }
}

/** Servers write names in either case. */
function readHeader(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
}

function readMethods(body: string): string[] {
  const parsed: { method: string } | { method: string }[] = JSON.parse(body)
  return (Array.isArray(parsed) ? parsed : [parsed]).map(({ method }) => method)
}
