import { describe, expect, it } from 'vitest'
import type { Holder } from '../domain/holder'
import type { AccountSnapshot } from '../protocols/protocol'
import { listEarnedBefore, listLeftInSafes } from './list-left'
import { makeAccount, usdc } from './testing/fixtures'

const account = makeAccount({ balance: 0n, allowance: 0n })
const { owner, markets } = account
const other = { ...usdc, address: `0x${'0e'.repeat(20)}`, symbol: 'OTHER' } as const
const left = [
  { asset: usdc, amount: 5n },
  { asset: other, amount: 7n },
]
const safe: Extract<Holder, { kind: 'safe' }> = {
  ...{ kind: 'safe', address: `0x${'5a'.repeat(20)}`, index: 2, isFree: true, left },
  state: { kind: 'own', nonce: 1n, isUsed: true },
}
const holding = (holder: Holder, of: AccountSnapshot = account): AccountSnapshot => ({
  ...of,
  holders: [{ kind: 'account', address: owner }, holder],
})

describe('what lies in Safes', () => {
  it('is listed by Safe, an asset once whoever sees it', () => {
    const listed = listLeftInSafes([
      account,
      holding({ ...safe, left: left.slice(0, 1) }),
      holding(safe),
      holding({ ...safe, left: undefined }),
    ])
    expect(listed.map((one) => [one.safe.address, ...one.left.map(({ asset }) => asset.symbol)])).toEqual([
      [safe.address, 'USDC'],
      [safe.address, 'OTHER'],
    ])
    const elsewhere = holding(safe, { ...account, markets: { ...markets, chainId: markets.chainId + 1 } })
    expect(listLeftInSafes([holding(safe), elsewhere])).toHaveLength(2)
  })
})

describe('what closed positions have earned', () => {
  it('is listed of each protocol, in the account and in Safes', () => {
    const earned = { positionId: 'one', rewards: left }
    const own: Holder = { kind: 'account', address: owner, earned }
    const accounts = [account, holding({ ...safe, earned }), { ...account, holders: [own, safe] }]
    expect(listEarnedBefore(accounts)).toEqual([
      { account: accounts[1], holder: { ...safe, earned }, earned },
      { account: accounts[2], holder: own, earned },
    ])
  })
})
