import {
  type Address,
  createClient,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  parseAbi,
} from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { borrower, practiceAave, practiceSpark } from '../../../devnet/accounts'
import { setPrice } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { practiceChain } from '../../config/chains'
import type { Asset } from '../../domain/asset'
import { computeFigures } from '../../domain/figures'
import { aaveV3, spark } from './protocols'
import { makeReader } from './reader'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
/** One collateral and one debt, several of each, and in Safes; falls that end a position, and rises. */
const people = ['aave brink', 'aave several', 'aave isolated', 'aave lone', 'spark brink', 'keeper']
keepFresh(chain, borrower('keeper'))

const abi = parseAbi([
  'function getUserAccountData(address) view returns (uint256, uint256, uint256, uint256, uint256, uint256 healthFactor)',
])
const ONE = 10n ** 18n

/** The pool's own health factor at the prices that stand, as at that second: what interest adds until then is another question. */
async function readHealthFactorAt(pool: Address, account: Address, timestamp: bigint): Promise<bigint> {
  const data = encodeFunctionData({ abi, args: [account] })
  const answer = await chain.request<{ Parameters: unknown[]; ReturnType: Hex }>({
    method: 'eth_call',
    params: [{ to: pool, data }, 'latest', {}, { time: numberToHex(timestamp) }],
  })
  return decodeFunctionResult({ abi, data: answer })[5]
}

const setTo = (asset: Asset, priceE8: bigint) => {
  const text = `${priceE8 / 10n ** 8n}.${(priceE8 % 10n ** 8n).toString().padStart(8, '0')}`
  return setPrice(chain, asset.address, text, { feedOnly: true })
}

describe.each([
  { protocol: aaveV3, provider: practiceAave, who: 'aave' },
  { protocol: spark, provider: practiceSpark, who: 'spark' },
])('the liquidation price on $who', ({ protocol, provider, who }) => {
  it('is the last that is healthy: a hundred-millionth of a dollar beside it liquidation begins', async () => {
    const { pool } = await readLendingMarket(chain, provider)
    const client = createClient({ chain: practiceChain, transport: http(url, { retryCount: 0 }) })
    const reader = makeReader(protocol)
    const sides = []
    for (const name of people.filter((one) => one === 'keeper' || one.startsWith(who))) {
      const account = await reader.fetchAccount(client, practiceChain.id, borrower(name), { growth: null })
      const { timestamp } = account.markets.block
      for (const position of account.positions) {
        for (const { asset, priceE8, side } of computeFigures(position).liquidations) {
          const outward = side === 'below' ? -1n : 1n
          await setTo(asset, priceE8)
          expect(await readHealthFactorAt(pool, position.account, timestamp)).toBeGreaterThanOrEqual(ONE)
          await setTo(asset, priceE8 + outward)
          expect(await readHealthFactorAt(pool, position.account, timestamp)).toBeLessThan(ONE)
          sides.push(side)
        }
      }
    }
    expect(sides.length).toBeGreaterThan(1)
    expect(sides).toContain('below')
  })
})
