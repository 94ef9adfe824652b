import { describe, expect, it } from 'vitest'
import { COIN_ADDRESS, FEE_RESERVE_WEI } from '../domain/coin'
import { findOverBalance } from './over-balance'
import { planManage } from './plan-manage'
import { planOpen } from './plan-open'
import { makeAccount, makeAdapter, makeDraft, makeOpenIntent, usdc } from './testing/fixtures'

const coin = { ...usdc, address: COIN_ADDRESS, symbol: 'ETH', decimals: 18 }
const account = { ...makeAccount({ balance: 60n, allowance: 0n }), nativeBalance: FEE_RESERVE_WEI + 50n }
const tolerance = { slippageBps: 50n, deadlineSeconds: 2_000_000_000n }
const reserve = { asset: coin, amount: FEE_RESERVE_WEI }

describe('what is more than a wallet can spare', () => {
  it('is more than it has of a token, and of the coin more than it has beside the fees', () => {
    expect(findOverBalance(account, { asset: usdc, amount: 60n })).toEqual([])
    expect(findOverBalance(account, { asset: usdc, amount: 61n })).toMatchObject([
      { code: 'amount-over-balance', balance: { asset: usdc, amount: 60n } },
    ])
    expect(findOverBalance(account, { asset: coin, amount: 50n })).toEqual([])
    expect(findOverBalance(account, { asset: coin, amount: 51n })).toMatchObject([
      { code: 'amount-over-balance', balance: { asset: coin, amount: 50n }, reserve },
    ])
  })

  it('stops an opening', () => {
    const codesOf = (amount: bigint) => {
      const intent = { ...makeOpenIntent(1), deposit: { asset: coin, amount } }
      const result = planOpen(makeAdapter(makeDraft({})), account.markets, account, intent, tolerance)
      return (result.ok ? result.plan : result).issues.map(({ code }) => code)
    }
    expect(codesOf(50n)).not.toContain('amount-over-balance')
    expect(codesOf(51n)).toContain('amount-over-balance')
  })

  it('stops whatever sends more of the coin along, all of its calls together', () => {
    const codesOf = (values: readonly bigint[]) => {
      const draft = makeDraft({})
      const calls = values.map((value) => ({
        call: { to: usdc.address, data: '0x', value } as const,
        actions: [],
      }))
      const intent = { kind: 'repay', positionId: 'one', owner: account.owner, amount: 'all', coin } as const
      const result = planManage(
        makeAdapter({ ...draft, requirements: [], calls }),
        account,
        intent,
        tolerance,
      )
      return (result.ok ? result.plan : result).issues.map(({ code }) => code)
    }
    expect(codesOf([25n, 25n])).not.toContain('amount-over-balance')
    expect(codesOf([25n, 26n])).toContain('amount-over-balance')
  })
})
