import { createClient, custom, numberToHex } from 'viem'
import { expect, test } from 'vitest'
import { practiceChain } from '../config/chains'
import { type Inclusion, lookAtInclusion } from './finality'

const HASH = `0x${'ab'.repeat(32)}` as const

/** A node that has the transaction in `included`, or nowhere. */
function nodeWith(node: {
  included: bigint | null
  latest: bigint
  finalized?: bigint
  isReverted?: boolean
}) {
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method === 'eth_getTransactionReceipt') {
      if (node.included === null) return null
      const blockNumber = numberToHex(node.included)
      return { transactionHash: HASH, blockNumber, status: node.isReverted ? '0x0' : '0x1', logs: [] }
    }
    const isFinalized = (params as string[])[0] === 'finalized'
    if (isFinalized && node.finalized === undefined) throw new Error('no such tag')
    const number = numberToHex(isFinalized ? (node.finalized ?? 0n) : node.latest)
    return { number, timestamp: '0x1', transactions: [] }
  }
  return createClient({ chain: practiceChain, transport: custom({ request }, { retryCount: 0 }) })
}
const look = (node: Parameters<typeof nodeWith>[0], known?: Inclusion) =>
  lookAtInclusion(nodeWith(node), HASH, 100n, known)

test.each([
  ['just included', { included: 100n, latest: 100n, finalized: 40n }, false],
  ['named final', { included: 100n, latest: 110n, finalized: 100n }, true],
  ['63 blocks deep, where none is named', { included: 100n, latest: 163n }, false],
  ['64 blocks deep, where none is named', { included: 100n, latest: 164n }, true],
])('%s: final is %3$s', async (_, node, isFinal) => {
  expect(await look(node)).toMatchObject({ isFinal, receipt: { blockNumber: 100n } })
})

test('a node that is not there yet, or misses it once, changes nothing', async () => {
  const behind = await look({ included: null, latest: 99n })
  expect(behind).toMatchObject({ misses: 0, receipt: { blockNumber: 100n } })
  const once = await look({ included: null, latest: 101n }, behind)
  expect(once).toMatchObject({ misses: 1, receipt: { blockNumber: 100n } })
  expect(await look({ included: 100n, latest: 101n }, once)).toMatchObject({ misses: 0 })
})

test('what two looks miss was taken back, and may come again in another block', async () => {
  const once = await look({ included: null, latest: 101n })
  const gone = await look({ included: null, latest: 102n }, once)
  expect(gone.receipt).toBeNull()
  expect(await look({ included: 104n, latest: 105n }, gone)).toMatchObject({ receipt: { blockNumber: 104n } })
})
