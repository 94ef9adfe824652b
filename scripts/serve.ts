import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import sirv from 'sirv'

export type StaticServer = { readonly url: string; readonly stop: () => Promise<void> }

type Options = { readonly folder: string; readonly port: number; readonly host?: string }

const HASHED = '/_next/static/'
const YEAR_SECONDS = 31_536_000

/** What a meta element cannot say: who may frame the pages. */
const PAGE_HEADERS = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

/**
 * Serves an exported app as it is now, in the compressed form that `compressFolder` left beside each text: `/farm` is
 * `farm.html`, hashed files are cached for good. Finding files, their types, and answering from a browser's cache is
 * sirv's; it lists the folder once, so that no path leads out of it.
 */
export async function serveStatic({ folder, port, host = '127.0.0.1' }: Options): Promise<StaticServer> {
  const answer = await createAnswer(resolve(folder))
  const server = createServer(answer)
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, host, ready)
  })
  const address = server.address()
  // 0 asks for any port that is free.
  const boundPort = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${boundPort}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function createAnswer(root: string): Promise<Answer> {
  const missingPage = await readFile(resolve(root, '404.html')).catch(() => null)
  const onNoMatch: Answer = (_request, response) => {
    setPageHeaders(response)
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(missingPage)
  }
  const options = { gzip: true, onNoMatch }
  const answerHashed = sirv(root, { ...options, maxAge: YEAR_SECONDS, immutable: true })
  const answerOther = sirv(root, { ...options, etag: true, setHeaders: setHeadersOf })
  return (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    const [path = '/', ...query] = (request.url ?? '/').split('?')
    if (path.length > 1 && path.endsWith('/')) {
      // One leading slash: two, or one that leans the other way, would name another host.
      const location = `/${path.replace(/^[/\\]+|\/+$/g, '')}${query.length > 0 ? `?${query.join('?')}` : ''}`
      response.writeHead(308, { location }).end()
      return
    }
    // Nothing here is worth a part of it, and sirv ends the process over a range whose end is before its start.
    delete request.headers.range
    if (path.startsWith(HASHED)) answerHashed(request, response)
    else answerOther(request, response)
  }
}

function setHeadersOf(response: ServerResponse, path: string): void {
  // Told nothing, a browser takes plain text for the alphabet of its own country.
  if (path.endsWith('.txt')) response.setHeader('content-type', 'text/plain; charset=utf-8')
  setPageHeaders(response)
}

/** On all that is not hashed: only pages heed them. */
function setPageHeaders(response: ServerResponse): void {
  response.setHeader('cache-control', 'no-cache')
  for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value)
}
