import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

export type StaticServer = { readonly url: string; readonly stop: () => Promise<void> }

type Options = { readonly folder: string; readonly port: number; readonly host?: string }

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

const HEADERS = { 'x-content-type-options': 'nosniff' } as const

/** What a meta element cannot say: who may frame the pages. */
const PAGE_HEADERS = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

const compress = promisify(gzip)

/** Serves an exported app: `/farm` is `farm.html`, text is compressed, hashed files are cached for good. */
export async function serveStatic({ folder, port, host = '127.0.0.1' }: Options): Promise<StaticServer> {
  const root = resolve(folder)
  const files = createFileCache()
  const server = createServer((request, response) => {
    answer(root, files, request, response).catch((error: unknown) => {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
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

async function answer(
  root: string,
  files: FileCache,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', ...HEADERS }).end()
    return
  }
  const { pathname, search } = new URL(request.url ?? '/', 'http://app.invalid')
  if (pathname.length > 1 && pathname.endsWith('/')) {
    // One leading slash: two would name another host.
    const location = `/${pathname.replace(/^\/+|\/+$/g, '')}${search}`
    response.writeHead(308, { location, ...HEADERS }).end()
    return
  }
  const path = await findFile(root, pathname)
  const file = await files.read(path ?? resolve(root, '404.html'))
  if (!file) {
    response.writeHead(404, HEADERS).end()
    return
  }
  send(request, response, file, {
    isFound: path !== null,
    isImmutable: pathname.startsWith('/_next/static/'),
  })
}

/** The file behind a path, never one outside the folder; null where there is none. */
async function findFile(root: string, pathname: string): Promise<string | null> {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const base = resolve(root, `.${decoded}`)
  if (base !== root && !base.startsWith(root + sep)) return null
  const candidates = base === root ? [resolve(root, 'index.html')] : [base, `${base}.html`]
  for (const candidate of candidates) {
    const found = await stat(candidate).catch(() => null)
    if (found?.isFile()) return candidate
  }
  return null
}

type ServedFile = {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  readonly gzipped: Buffer | null
}
type FileCache = { readonly read: (path: string) => Promise<ServedFile | null> }

/** Files in memory, compressed once, read again where they changed. */
function createFileCache(): FileCache {
  const kept = new Map<string, { readonly stamp: string; readonly file: ServedFile }>()
  return {
    read: async (path) => {
      const found = await stat(path).catch(() => null)
      if (!found) return null
      const stamp = `${found.mtimeMs}-${found.size}`
      const known = kept.get(path)
      if (known?.stamp === stamp) return known.file
      const plain = await readFile(path)
      const type = TYPES[extname(path)] ?? 'application/octet-stream'
      const isText = /charset/.test(type)
      const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
      const file = { type, etag, plain, gzipped: isText ? await compress(plain, { level: 9 }) : null }
      kept.set(path, { stamp, file })
      return file
    },
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: ServedFile,
  { isFound, isImmutable }: { readonly isFound: boolean; readonly isImmutable: boolean },
): void {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const isGzipped = file.gzipped !== null && /\bgzip\b/.test(accepted)
  const body = isGzipped && file.gzipped ? file.gzipped : file.plain
  const headers = {
    ...HEADERS,
    ...(file.type.startsWith('text/html') ? PAGE_HEADERS : {}),
    'content-type': file.type,
    'cache-control': isFound && isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag: file.etag,
  }
  if (isFound && request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(isFound ? 200 : 404, {
    ...headers,
    'content-length': body.length,
    ...(isGzipped ? { 'content-encoding': 'gzip' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
