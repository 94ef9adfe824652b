import { type Client, createClient, http, numberToHex } from 'viem'
import { practiceChain } from '../../lib/config/chains'
import type { TestChain } from '../test-chain'

/** By how much its blocks' numbers are above those that the EVM tells. */
export const BLOCKS_ON_TOP = 1_000n

/** Puts an ArbSys at its address, from this block on: it answers the EVM's number and `BLOCKS_ON_TOP`. */
export async function placeArbSys(chain: TestChain): Promise<void> {
  await chain.setCode({
    address: '0x0000000000000000000000000000000000000064',
    bytecode: '0x436103e8015f5260205ff3',
  })
}

/**
 * The practice chain as one that lies upon another: a node of it counts its own blocks, and contracts are told the numbers of
 * those beneath, as on Arbitrum.
 */
export function connectOnTop(url: string): Client {
  const fetchFn = async (input: RequestInfo | URL, init?: RequestInit) => {
    const { method, params, ...asked } = JSON.parse(String(init?.body))
    const body = JSON.stringify({ ...asked, method, params: convert(params, -BLOCKS_ON_TOP) })
    const { result, ...answer } = await (await fetch(input, { ...init, body })).json()
    const raised = method === 'eth_call' ? result : convert(result, BLOCKS_ON_TOP)
    const headers = { 'content-type': 'application/json' }
    return new Response(JSON.stringify({ ...answer, result: raised }), { headers })
  }
  return createClient({
    chain: { ...practiceChain, custom: { blockNumberFrom: 'arbsys' } },
    transport: http(url, { retryCount: 0, fetchFn }),
  })
}

const NUMBERS: ReadonlySet<string> = new Set(['fromBlock', 'toBlock', 'blockNumber'])
const isNumber = (value: unknown): value is string =>
  typeof value === 'string' && /^0x[0-9a-f]{1,8}$/.test(value)

/** Block numbers wherever they stand, in questions and in answers; a header tells the number beneath beside its own. */
function convert(value: unknown, by: bigint): unknown {
  const move = (item: unknown) => (isNumber(item) ? numberToHex(BigInt(item) + by) : convert(item, by))
  if (Array.isArray(value)) return value.map(move)
  if (typeof value !== 'object' || value === null) return value
  const moved = Object.entries(value).map(([key, item]) => [
    key,
    NUMBERS.has(key) || Array.isArray(item) ? move(item) : item,
  ])
  const { number } = { number: null, ...value }
  const header = isNumber(number) ? { number: move(number), l1BlockNumber: number } : {}
  return { ...Object.fromEntries(moved), ...header }
}
