import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Front, listenFront, startingMessage } from './front'
import { RpcFailure } from './rpc'

describe('front', () => {
  let front: Front
  let upstream: Server
  let upstreamUrl: string
  let received: string[]

  beforeEach(async () => {
    received = []
    upstream = createServer(async (incoming, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString()
      received.push(body)
      const call: unknown = JSON.parse(body)
      const answerOf = ({ id, method }: { id: number; method: string }) => ({
        jsonrpc: '2.0',
        id,
        result: `chain: ${method}`,
      })
      response.end(
        JSON.stringify(
          Array.isArray(call) ? call.map(answerOf) : answerOf(call as { id: number; method: string }),
        ),
      )
    })
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
    upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
    front = await listenFront(0)
  })
  afterEach(async () => {
    await front.close()
    await new Promise((resolve) => upstream.close(resolve))
  })

  const open = () =>
    front.open(upstreamUrl, {
      furrow_echo: async (params) => params,
      furrow_refuse: async () => {
        throw new RpcFailure(-32_602, 'Not like this')
      },
    })

  async function post(body: unknown) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(front.url, { method: 'POST', body: text })
    return { response, answer: await response.json() }
  }
  const call = (id: number, method: string, params: unknown[] = []) => ({
    jsonrpc: '2.0',
    id,
    method,
    params,
  })

  it('passes the chain’s own methods through as they are', async () => {
    open()
    const text = '{ "jsonrpc":"2.0", "id" : 5, "method":"eth_chainId" }'
    const { answer } = await post(text)
    expect(answer).toEqual({ jsonrpc: '2.0', id: 5, result: 'chain: eth_chainId' })
    expect(received).toEqual([text])
  })

  it('passes a batch through as one', async () => {
    open()
    const { answer } = await post([call(1, 'eth_a'), call(2, 'eth_b')])
    expect(answer).toMatchObject([
      { id: 1, result: 'chain: eth_a' },
      { id: 2, result: 'chain: eth_b' },
    ])
    expect(received).toHaveLength(1)
  })

  it('answers its own methods, alone and among others', async () => {
    open()
    expect((await post(call(1, 'furrow_echo', ['x']))).answer).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: ['x'],
    })
    const { answer } = await post([
      call(1, 'furrow_echo', [7]),
      call(2, 'eth_b'),
      call(3, 'furrow_refuse'),
      null,
    ])
    expect(answer).toMatchObject([
      { id: 1, result: [7] },
      { id: 2, result: 'chain: eth_b' },
      { id: 3, error: { code: -32_602, message: 'Not like this' } },
      { id: null, error: { code: -32_600 } },
    ])
  })

  it('says so while the chain is starting', async () => {
    expect((await post(call(4, 'furrow_echo'))).answer).toMatchObject({
      id: 4,
      error: { message: startingMessage },
    })
  })

  it('lets a page of any origin call it', async () => {
    open()
    const preflight = await fetch(front.url, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:3000', 'access-control-request-headers': 'content-type,x-own' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type,x-own')
    const { response } = await post(call(1, 'eth_a'))
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('answers what is not JSON, and for a chain that is gone', async () => {
    open()
    expect((await post('{')).answer).toMatchObject({ error: { code: -32_700 } })
    upstream.closeAllConnections()
    upstream.close()
    const { response, answer } = await post(call(1, 'eth_a'))
    expect(response.status).toBe(502)
    expect(answer).toMatchObject({ error: { code: -32_603 } })
  })

  it('listens on this machine only', () => {
    expect(front.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })
})
