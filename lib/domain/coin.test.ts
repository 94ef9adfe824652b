import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Address, Asset } from './asset'
import { FEE_RESERVE_WEI, findCoin, findHeld, findSpendable, isCoin } from './coin'

const coin: Asset = { address: zeroAddress, symbol: 'ETH', name: 'Ether', decimals: 18 }
const token: Asset = { ...coin, address: '0x00000000000000000000000000000000000000cc', symbol: 'WETH' }
const owner: Address = '0x00000000000000000000000000000000000000aa'
const of = { owner, positionId: 'one' }

describe('the chain’s coin', () => {
  it('is what lies at the zero address, whatever it is called', () => {
    expect(isCoin(coin)).toBe(true)
    expect(isCoin(token)).toBe(false)
  })

  it('is found in whatever an intent brings or is to get', () => {
    const amount = 1n
    const opened = { kind: 'open', farmId: 'farm', owner, leverageWad: 1n } as const
    expect(findCoin({ ...opened, deposit: { asset: coin, amount } })).toBe(coin)
    expect(findCoin({ ...opened, deposit: { asset: token, amount } })).toBeNull()
    expect(findCoin({ kind: 'close', ...of, receive: coin })).toBe(coin)
    expect(findCoin({ kind: 'close', ...of, receive: token })).toBeNull()
    expect(findCoin({ kind: 'close', ...of, receive: 'as-is' })).toBeNull()
    expect(findCoin({ kind: 'repay', ...of, amount: 'all', coin })).toBe(coin)
    expect(findCoin({ kind: 'repay', ...of, amount: 'all' })).toBeNull()
    expect(findCoin({ kind: 'claim', ...of, use: 'wallet' })).toBeNull()
  })

  it('is held beside the tokens, and leaves what network fees may need', () => {
    const held = { asset: token, balance: 7n, allowances: [] }
    const account = { wallet: [held], nativeBalance: FEE_RESERVE_WEI + 5n }
    expect(findHeld(account, coin)).toBe(FEE_RESERVE_WEI + 5n)
    expect(findHeld(account, token)).toBe(7n)
    expect(findSpendable(account, coin)).toBe(5n)
    expect(findSpendable(account, token)).toBe(7n)
    expect(findSpendable({ ...account, nativeBalance: 1n }, coin)).toBe(0n)
  })
})
