import { describe, expect, it } from 'vitest'
import type { AllowanceRequirement } from '../domain/requirement'
import { planManage } from './plan-manage'
import { makeAccount, makeAdapter, makeDraft, spender, usdc } from './testing/fixtures'

const tolerance = { slippageBps: 50n, deadlineSeconds: 2_000_000_000n }
const account = makeAccount({ balance: 60n, allowance: 0n })
const intent = {
  kind: 'repay',
  positionId: 'test:1:0xa',
  owner: account.owner,
  amount: 'all',
} as const

/** What is refused where so much may be taken. */
function codesFor(spend: Pick<AllowanceRequirement, 'amount' | 'fromWallet'>) {
  const requirement = { kind: 'allowance', asset: usdc, spender, spenderName: 'Test', ...spend } as const
  const draft = { ...makeDraft({}), requirements: [requirement] }
  const result = planManage(makeAdapter(draft), account, intent, tolerance)
  const issues = result.ok ? result.plan.issues : result.issues
  return issues.map(({ code }) => code)
}

describe('what is taken out of the wallet', () => {
  it('has to be there before, unless the calls themselves bring it', () => {
    expect(codesFor({ amount: 60n })).not.toContain('amount-over-balance')
    expect(codesFor({ amount: 61n })).toContain('amount-over-balance')
    expect(codesFor({ amount: 900n, fromWallet: 60n })).not.toContain('amount-over-balance')
    expect(codesFor({ amount: 900n, fromWallet: 61n })).toContain('amount-over-balance')
  })
})
