import { encodeFunctionData, type Hex } from 'viem'
import { expect, inject, test } from 'vitest'
import { createBatch } from '../lib/protocols/batch/batch'
import { callCode } from '../lib/protocols/batch/call-code'
import { fetchBatch } from '../lib/protocols/batch/fetch-batch'
import { structureAbi, structureCode } from '../lib/protocols/gearbox-v3/read/lens.generated'
import { readPage } from '../lib/protocols/gearbox-v3/read/structure-page'
import { borrower, practiceEntry } from './accounts'
import { connectTestChain } from './test-chain'
import { BLOCKS_ON_TOP, placeArbSys } from './testing/chain-on-top'
import { keepFresh } from './testing/fresh-chain'

const chain = connectTestChain(inject('rpcUrl'))
const somebody = borrower('of a batch')
keepFresh(chain, somebody)

/** A contract of that code, which nobody else uses. */
async function place(digit: string, bytecode: Hex) {
  const address = `0x${digit.repeat(40)}` as const
  await chain.setCode({ address, bytecode })
  return address
}

test('words of every length arrive as they are, to the contract that is asked and back', async () => {
  // answers with its own arguments
  const echo = await place('e', '0x6004360360045f37600436035ff3')
  const edges = Array.from({ length: 32 }, (_, bytes) => [
    256n ** BigInt(bytes),
    256n ** BigInt(bytes + 1) - 1n,
  ])
  const words = [0n, ...edges.flat()]
  const batch = createBatch()
  for (let at = 0; at < words.length; at += 15) batch.call(echo, 'echo()', words.slice(at, at + 15))
  const { answers } = await fetchBatch(chain, batch.pages(), 'latest')
  expect(answers.flatMap((answer) => ('words' in answer ? answer.words : []))).toEqual(words)
})

test('long answers and short ones, refusals, balances and slots stand side by side', async () => {
  const lengths = [0, 1, 253, 254, 255, 300]
  const batch = createBatch()
  for (const [i, length] of lengths.entries()) {
    const size = (32 * length).toString(16).padStart(4, '0')
    batch.call(await place(String(i + 1), `0x61${size}5ff3`), 'zeros()')
  }
  // reverts with 300 bytes, of which the first are told
  batch.call(await place('7', '0x61012c5ffd'), 'reverts()')
  batch.balance(somebody)
  // answers 7
  const seven = await place('8', '0x60075f5260205ff3')
  const echo = await place('e', '0x6004360360045f37600436035ff3')
  batch.call(echo, 'echo()', [batch.slot(seven, 'seven()', [], 2), batch.slot(seven, 'seven()', [], 8)])
  const { answers, blockNumber, timestamp } = await fetchBatch(chain, batch.pages(), 'latest')
  expect(answers).toEqual([
    ...lengths.map((length) => ({ words: Array(length).fill(0n) })),
    { reverted: `0x${'00'.repeat(0xa4)}` },
    { words: [await chain.getBalance({ address: somebody })] },
    { words: [7n] },
    { words: [7n] },
    { words: [5n, 0n] },
  ])
  const block = await chain.getBlock({ blockNumber })
  expect(timestamp).toBe(block.timestamp)
})

test('ArbSys says which block it is, where that is told, and where it does not, nothing is', async () => {
  const read = () => fetchBatch(chain, createBatch({ blockNumberFrom: 'arbsys' }).pages(), 'latest')
  await expect(read()).rejects.toThrow()
  await placeArbSys(chain)
  const ofEvm = await fetchBatch(chain, createBatch().pages(), 'latest')
  expect(ofEvm.blockNumber).toBe(await chain.getBlockNumber())
  expect(await read()).toEqual({ ...ofEvm, blockNumber: ofEvm.blockNumber + BLOCKS_ON_TOP })

  const blockOf = async (isOfArbSys: boolean) => {
    const args = [practiceEntry, 0n, [], 0n, isOfArbSys] as const
    const data = encodeFunctionData({ abi: structureAbi, functionName: 'load', args })
    const answer = await callCode(chain, structureCode, data, 'latest')
    return readPage(answer).blockNumber
  }
  expect([await blockOf(false), await blockOf(true)]).toEqual([
    ofEvm.blockNumber,
    ofEvm.blockNumber + BLOCKS_ON_TOP,
  ])
})
