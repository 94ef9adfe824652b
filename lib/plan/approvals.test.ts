import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from '../domain/asset'
import { planApprovals, planResets } from './approvals'
import type { PlanStep } from './plan'
import { spender, usdc } from './testing/fixtures'

const other = { ...usdc, address: '0x00000000000000000000000000000000000000cf', symbol: 'TKN' } as const
const taker = { address: spender as Address, name: 'Test spender' }
const holding = (asset: typeof usdc, amount: bigint, to: Address = spender) => ({
  asset,
  balance: 0n,
  allowances: [{ spender: to, spenderName: 'Test spender', amount }],
})
const amountsOf = (steps: readonly PlanStep[]) => steps.map((step) => step.kind === 'approve' && step.amount)

describe('approvals', () => {
  const approve = (allowed: bigint, amount: bigint) =>
    amountsOf(planApprovals([holding(usdc, allowed)], taker, [{ asset: usdc, amount }]))

  it('are exact: an older one is used where it is just that, and set to 0 first where it is any other', () => {
    expect(approve(0n, 100n)).toEqual([100n])
    expect(approve(100n, 100n)).toEqual([])
    expect(approve(40n, 100n)).toEqual([0n, 100n])
    expect(approve(3_500n, 100n)).toEqual([0n, 100n])
  })

  it('leave what is spent allowed, and not a unit more, whatever was left before', () => {
    const amounts = fc.bigInt(0n, 2n ** 256n - 1n)
    fc.assert(
      fc.property(amounts, amounts, (allowed, amount) => {
        expect(approve(allowed, amount).at(-1) ?? allowed).toBe(amount)
      }),
    )
  })

  it('name the spender', () => {
    expect(planApprovals([], taker, [{ asset: usdc, amount: 1n }])).toMatchObject([
      { spender, spenderName: 'Test spender' },
    ])
  })
})

describe('taking back', () => {
  it('ends every allowance of the spender but those that the plan uses up, and nobody else’s', () => {
    const wallet = [
      holding(usdc, 5n),
      holding(other, 7n),
      holding({ ...usdc, address: '0x00000000000000000000000000000000000000d0' }, 9n, usdc.address),
    ]
    expect(planResets(wallet, taker, [])).toMatchObject([
      { asset: usdc, amount: 0n },
      { asset: other, amount: 0n },
    ])
    expect(planResets(wallet, taker, [{ asset: usdc, amount: 5n }])).toMatchObject([{ asset: other }])
    expect(planResets([holding(usdc, 0n)], taker, [])).toEqual([])
  })
})
