import { describe, expect, it } from 'vitest'
import { makeRawSnapshot, tokens } from '../testing/market'
import { nameShares } from './name-shares'

describe('nameShares', () => {
  const [market] = nameShares(makeRawSnapshot()).markets
  const symbolOf = (address: string) => market?.tokens.find((token) => token.token === address)?.symbol

  it('calls pool shares, staked or not, by what is inside, what moves first', () => {
    expect(symbolOf(tokens.lp)).toBe('WETH/USDC LP')
    expect(symbolOf(tokens.stakedLp)).toBe('stk WETH/USDC LP')
  })

  it('leaves every other token its own symbol', () => {
    expect([tokens.usdc, tokens.stakedWeth, tokens.vault].map(symbolOf)).toEqual(['USDC', 'stkWETH', 'sSYN'])
  })
})
