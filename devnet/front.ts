import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RpcFailure } from './rpc'

/** Own JSON-RPC methods, by name. Whatever they throw goes back as a JSON-RPC error. */
export type RpcMethods = Readonly<Record<string, (params: readonly unknown[]) => Promise<unknown>>>

/** The one address that wallets, tests and the app talk to: anvil's methods unchanged, and ours beside them. */
export type Front = {
  readonly url: string
  /** From now on answers; before that, every call is told that the chain is starting. */
  readonly open: (upstreamUrl: string, methods: RpcMethods) => void
  readonly close: () => Promise<void>
}

/** In the answer to every call until the chain is ready: a second start recognises the first by it. */
export const startingMessage = 'The practice chain is still starting.'

const host = '127.0.0.1'
const maxBodyBytes = 32 * 1024 * 1024
const upstreamTimeLimitMs = 120_000

type Upstream = { readonly url: URL; readonly methods: RpcMethods; readonly agent: Agent }
type RpcRequest = { readonly id?: unknown; readonly method?: unknown; readonly params?: unknown }

/** Listens on this machine only. Rejects with the socket's own error where the port is taken. */
export async function listenFront(port: number): Promise<Front> {
  let upstream: Upstream | null = null
  const server = createServer((incoming, response) => {
    answer(incoming, response, upstream).catch((error: unknown) => {
      sendJson(response, 500, errorAnswer(null, error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: listeningPort } = server.address() as AddressInfo
  return {
    url: `http://${host}:${listeningPort}`,
    open(upstreamUrl, methods) {
      upstream = { url: new URL(upstreamUrl), methods, agent: new Agent({ keepAlive: true }) }
    },
    close: () =>
      new Promise((resolve) => {
        upstream?.agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream | null,
): Promise<void> {
  // Any page may use the practice chain: there is nothing of value on it.
  response.setHeader('access-control-allow-origin', '*')
  if (incoming.method === 'OPTIONS') return answerPreflight(incoming, response)
  if (incoming.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
    response.end('Furrow practice chain: send JSON-RPC by POST.\n')
    return
  }
  const body = await readBody(incoming)
  if (!body)
    return sendJson(response, 413, errorAnswer(null, new RpcFailure(-32600, 'The request is too big')))
  const call = parseJson(body)
  if (call === undefined) {
    return sendJson(response, 400, errorAnswer(null, new RpcFailure(-32700, 'The request is not JSON')))
  }
  const calls: readonly RpcRequest[] = Array.isArray(call) ? call : [call as RpcRequest]
  const isOurs = (entry: RpcRequest) => upstream !== null && ownMethod(upstream.methods, entry) !== null
  if (upstream && !calls.some(isOurs)) return passThrough(upstream, body, response)
  const answers: unknown[] = []
  for (const entry of calls) answers.push(await answerOne(upstream, entry))
  sendJson(response, 200, Array.isArray(call) ? answers : answers[0])
}

async function answerOne(upstream: Upstream | null, entry: RpcRequest): Promise<unknown> {
  try {
    if (typeof entry !== 'object' || entry === null) throw new RpcFailure(-32_600, 'Not a JSON-RPC request')
    if (!upstream) throw new RpcFailure(-32_005, startingMessage)
    const own = ownMethod(upstream.methods, entry)
    if (!own) return parseJson((await forward(upstream, Buffer.from(JSON.stringify(entry)))).body)
    const params = Array.isArray(entry.params) ? entry.params : []
    return { jsonrpc: '2.0', id: entry.id ?? null, result: await own(params) }
  } catch (error) {
    return errorAnswer(entry?.id ?? null, error)
  }
}

function ownMethod(methods: RpcMethods, entry: RpcRequest): RpcMethods[string] | null {
  const name = entry?.method
  return typeof name === 'string' && Object.hasOwn(methods, name) ? (methods[name] ?? null) : null
}

async function passThrough(upstream: Upstream, body: Buffer, response: ServerResponse): Promise<void> {
  try {
    const { status, body: answered } = await forward(upstream, body)
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': answered.length })
    response.end(answered)
  } catch (error) {
    sendJson(response, 502, errorAnswer(null, error))
  }
}

async function forward(upstream: Upstream, body: Buffer): Promise<{ status: number; body: Buffer }> {
  try {
    return await forwardOnce(upstream, body)
  } catch (error) {
    // The other side closed an idle connection just as it was used again: nothing was received there.
    if (error instanceof StaleConnectionError) return forwardOnce(upstream, body)
    throw error
  }
}

class StaleConnectionError extends Error {}

function forwardOnce(upstream: Upstream, body: Buffer): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    const outgoing = request(upstream.url, { method: 'POST', agent: upstream.agent, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 502, body: Buffer.concat(chunks) }))
    })
    outgoing.setTimeout(upstreamTimeLimitMs, () => outgoing.destroy(new Error('The chain did not answer')))
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = outgoing.reusedSocket && error.code === 'ECONNRESET'
      reject(isStale ? new StaleConnectionError() : error)
    })
    outgoing.end(body)
  })
}

function answerPreflight(incoming: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'POST, GET, OPTIONS',
    'access-control-allow-headers': incoming.headers['access-control-request-headers'] ?? 'content-type',
    // Asked for by browsers where a public page calls this machine.
    'access-control-allow-private-network': 'true',
    'access-control-max-age': '86400',
  })
  response.end()
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function errorAnswer(id: unknown, error: unknown): object {
  const known = error instanceof RpcFailure
  const message = error instanceof Error ? error.message : String(error)
  return { jsonrpc: '2.0', id, error: { code: known ? error.code : -32_603, message } }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent) return
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
  response.end(body)
}
