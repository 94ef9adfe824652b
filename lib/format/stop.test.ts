import { describe, expect, it } from 'vitest'
import type { IssueCode } from '../domain/issue'
import { makeIssue, sampleIssues } from '../domain/testing/sample-issues'
import { formatStop, type Stop } from './stop'

const usdc = { address: `0x${'aa'.repeat(20)}`, symbol: 'USDC', name: 'USD Coin', decimals: 6 } as const
const manager = { spender: `0x${'bb'.repeat(20)}`, spenderName: 'Gearbox credit manager' } as const
const approval = { kind: 'approve', asset: usdc, ...manager, amount: 5_000_000_000n } as const
const supply = {
  kind: 'call',
  actions: [{ kind: 'add-collateral', give: { asset: usdc, amount: 5_000_000_000n } }],
} as const
const borrow = {
  kind: 'call',
  actions: [
    { kind: 'borrow', get: { asset: usdc, amount: 2_000_000_000n } },
    { kind: 'claim', get: { asset: usdc, amount: 1_000_000n } },
  ],
} as const
const reset = { ...approval, amount: 0n } as const

function textOf(stop: Partial<Stop>, code: IssueCode = 'wrong-account'): string {
  const issue = makeIssue(code)
  return formatStop({ issue, stepIndex: 0, stepCount: 1, done: [], steps: null, step: 'not-sent', ...stop })
    .text
}

describe('formatStop', () => {
  it('names what is in the chain and what was not sent', () => {
    expect(textOf({ stepIndex: 1, stepCount: 2, done: [approval] })).toContain(
      'Step 1, the approval of USDC, is in the chain and stays; step 2 was not sent.',
    )
    expect(textOf({ stepIndex: 2, stepCount: 3, done: [reset, approval] })).toContain(
      'Step 1, the end of an old approval of USDC, and step 2, the approval of USDC, are in the chain and stay; step 3 was not sent.',
    )
    expect(textOf({ stepIndex: 1, stepCount: 3, done: [reset] })).toContain('; steps 2 to 3 were not sent.')
  })

  it('says that nothing was sent of several steps only where that is so', () => {
    expect(textOf({ stepCount: 2 })).toContain('No step of it was sent.')
    expect(textOf({ stepCount: 2, step: 'open' }, 'sending-unknown')).not.toMatch(/No step|was not sent/)
  })

  it('says of a first step that the chain undid that it was, and that nothing follows it', () => {
    expect(textOf({ stepCount: 2, step: 'undone' }, 'transaction-reverted')).toMatch(
      /Step 1 was undone, and what follows it was not sent\. /,
    )
  })

  it('says what was done before it says how to go on', () => {
    expect(textOf({ stepCount: 2 }, 'rejected-by-wallet')).toBe(
      'You declined this step in the wallet, so it was not sent. No step of it was sent. Start again whenever you like.',
    )
  })

  it('claims nothing of a step whose outcome is open, and tells one that was undone', () => {
    const stop = { stepIndex: 1, stepCount: 2, done: [approval] } as const
    expect(textOf({ ...stop, step: 'open' }, 'receipt-unknown')).toMatch(/is in the chain and stays\. /)
    expect(textOf({ ...stop, step: 'undone' }, 'transaction-reverted')).toMatch(/; step 2 was undone\. /)
  })

  it('counts an approval that was too small as done', () => {
    expect(textOf({ stepCount: 2, done: [approval] }, 'allowance-too-low')).toContain(
      'Step 1, the approval of USDC, is in the chain and stays; step 2 was not sent.',
    )
  })

  it('names what was prepared', () => {
    const prepared = (kind: 'account' | 'delegation') => ({ kind: 'prepare', requirement: { kind } }) as const
    const done = [prepared('account'), prepared('delegation')]
    expect(textOf({ stepIndex: 2, stepCount: 3, done })).toContain(
      'Step 1, the new account, and step 2, the permission to borrow, are in the chain and stay; step 3',
    )
  })

  it('gives steps no number that were done before the plan began', () => {
    expect(textOf({ stepIndex: 2, stepCount: 3, done: [approval] })).toContain(
      'The approval of USDC is in the chain and stays; step 3 was not sent.',
    )
    expect(textOf({ stepIndex: 1, stepCount: 2 })).toContain('Step 1 was done before and stays; step 2')
  })

  it('says who may take how much until it is used up or taken back', () => {
    const stop = { stepIndex: 1, stepCount: 2 } as const
    expect(textOf({ ...stop, done: [approval] })).toMatch(
      /Gearbox credit manager 0xb\S+ may still take 5,000 USDC: the next plan uses that up, or take it back in your portfolio\.$/,
    )
    expect(textOf({ ...stop, done: [reset] })).not.toContain('may still take')
    expect(textOf({ stepIndex: 2, stepCount: 3, done: [approval, supply] })).not.toContain('may still take')
  })

  describe('between the transactions of one plan', () => {
    const steps = [approval, supply, borrow]
    const between = { stepIndex: 2, stepCount: 3, done: [approval, supply], steps } as const

    it('names each by what it does, and says what that means for the money', () => {
      const text = textOf(between, 'rejected-by-wallet')
      expect(text).toContain(
        'Step 1, the approval of USDC, and step 2, “Add 5,000 USDC from your wallet as collateral”, are in the chain and stay; step 3, “Borrow 2,000 USDC” to “Claim about 1 USDC of rewards”, was not sent. What is done moved your money and is not undone, and the rest has not happened: your position and your wallet are not as the review showed.',
      )
      expect(text).toContain('was allowed to take 5,000 USDC: what is left of that stays allowed')
    })

    it('tells one that the chain undid', () => {
      const text = textOf({ ...between, step: 'undone' }, 'transaction-reverted')
      expect(text).toContain('step 3, “Borrow 2,000 USDC” to “Claim about 1 USDC of rewards”, was undone.')
      expect(text).toContain('the rest has not happened')
    })

    it('leaves open what nobody knows', () => {
      const text = textOf({ ...between, step: 'open' }, 'receipt-unknown')
      expect(text).toContain('the rest may not have happened')
    })

    it.each(sampleIssues.map((issue) => [issue.code, issue] as const))(
      'after %s never has what is done started again',
      (_, issue) => {
        const text = textOf({ ...between, issue })
        expect(text).not.toMatch(/(?<!before you )(start|try|review it) again|you retry/i)
        expect(text).not.toContain('Your tokens have not moved')
        expect(text).toContain('the same again would do the done part a second time')
      },
    )
  })

  it('after the only transaction says that it is done, whatever follows it', () => {
    const steps = [approval, supply, reset]
    const text = textOf({ stepIndex: 2, stepCount: 3, done: [approval, supply], steps }, 'rejected-by-wallet')
    expect(text).toContain('What you wanted is done: do not start it again.')
    expect(text).not.toMatch(/whenever you like|second time/)
  })

  it.each(sampleIssues.map((issue) => [issue.code, issue] as const))(
    'after a step that is in the chain, %s never says that nothing was sent',
    (_, issue) => {
      expect(textOf({ issue, stepIndex: 1, stepCount: 2, done: [approval] })).not.toMatch(
        /nothing was (sent|moved)/i,
      )
    },
  )
})
