import { concatHex, encodeAbiParameters, type Hex, numberToHex, size, stringToHex } from 'viem'
import { expect, inject, test } from 'vitest'
import { borrower } from '../../../devnet/accounts'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { practiceChain } from '../../config/chains'
import { fetchStructure } from './read/structure'

const chain = connectTestChain(inject('rpcUrl'))
keepFresh(chain, borrower('lp 3x'))

/** Code that answers the same bytes to whatever it is asked. */
function answering(data: Hex): Hex {
  const length = numberToHex(size(data), { size: 2 })
  // push2 length, push1 12, push0, codecopy, push2 length, push0, return
  return concatHex(['0x61', length, '0x600c', '0x5f', '0x39', '0x61', length, '0x5f', '0xf3', data])
}

const asString = (text: string) => encodeAbiParameters([{ type: 'string' }], [text])

test.each([
  ['a string', asString('Δ ether'), 'Δ ether'],
  ['a long one', asString('x'.repeat(200)), 'x'.repeat(64)],
  ['32 raw bytes', stringToHex('MKR', { size: 32 }), 'MKR'],
  ['a string that ends too early', asString('x'.repeat(40)).slice(0, 2 + 2 * 90) as Hex, ''],
  ['a length beyond everything', concatHex([numberToHex(32, { size: 32 }), `0x${'ff'.repeat(32)}`]), ''],
  ['too little', '0x1234', ''],
  ['nothing', '0x', ''],
] as const)('a token that calls itself by %s', async (_, answer, text) => {
  const read = async () => {
    const pages = []
    for await (const structure of fetchStructure(chain, practiceChain.id, 'latest')) pages.push(structure)
    return pages.at(-1)
  }
  const token = (await read())?.markets[0]?.tokens[1]
  if (!token) throw new Error('No token')
  await chain.setCode({ address: token, bytecode: answering(answer) })
  const described = (await read())?.tokens.get(token.toLowerCase())
  expect([described?.symbol, described?.name]).toEqual([text, text])
})
