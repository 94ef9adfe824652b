import { describe, expect, it } from 'vitest'
import type { IssueOf } from '../domain/issue'
import { makeAccount, makeDraft, usdc } from '../plan/testing/fixtures'
import { nameSlippageCause } from './slippage-cause'
import { createPlan, mainCall } from './testing/fake-plan'

const issue: IssueOf<'slippage-exceeded'> = {
  code: 'slippage-exceeded',
  severity: 'refusal',
  cause: 'unknown',
}
const before = makeAccount({ balance: 10_000n, allowance: 0n })

/** A swap that is quoted to bring so much, and accepts half a percent less than 10,000. */
const swap = (quoted: bigint) => ({
  kind: 'swap' as const,
  give: { asset: usdc, amount: 10_000n },
  get: { asset: usdc, amount: quoted },
  minimum: 9_950n,
  isAtMarket: true,
  venue: 'Venue',
  feeWad: 0n,
})
const plan = createPlan([{ kind: 'call', call: mainCall.call, actions: [swap(10_000n)] }])
const drafting = (quoted: bigint) => ({
  draftManage: () => ({ ...makeDraft({}), calls: [{ call: mainCall.call, actions: [swap(quoted)] }] }),
})

describe('less came out than was accepted', () => {
  it('for the price, where the pools promise less than that by now', () => {
    expect(nameSlippageCause(issue, plan, before, drafting(9_949n))).toEqual({ ...issue, cause: 'price' })
  })

  it('for what a token keeps, where the pools promise as much as ever', () => {
    for (const quoted of [10_000n, 9_950n]) {
      const named = nameSlippageCause(issue, plan, before, drafting(quoted))
      expect(named).toEqual({ ...issue, cause: 'transfer-fee' })
    }
  })

  it('is left open where nothing can be drafted anew', () => {
    expect(nameSlippageCause(issue, plan, before, {})).toBe(issue)
    const refusing = { draftManage: () => ({ issues: [issue] }) }
    expect(nameSlippageCause(issue, plan, before, refusing)).toBe(issue)
    const known = { ...issue, cause: 'price' } as const
    expect(nameSlippageCause(known, plan, before, drafting(10_000n))).toBe(known)
  })
})
