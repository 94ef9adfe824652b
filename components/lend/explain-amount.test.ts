import { describe, expect, it } from 'vitest'
import { makeIssue } from '../../lib/domain/testing/sample-issues'
import { type AmountProblems, explainAmount } from './explain-amount'

const overBalance = makeIssue('amount-over-balance')
const overSupply = makeIssue('withdrawal-over-supply')

function explain(change: Partial<AmountProblems>) {
  const problems: AmountProblems = {
    parseIssue: null,
    refusals: { supply: null, withdraw: null },
    canWithdraw: true,
    submitted: null,
  }
  return explainAmount({ ...problems, ...change })
}

describe('one amount for two actions', () => {
  it('is no problem where both are possible', () => {
    expect(explain({})).toEqual({ error: null, note: null })
  })

  it('says first what is no amount at all', () => {
    const parseIssue = makeIssue('amount-not-a-number')
    expect(explain({ parseIssue, submitted: 'supply' })).toEqual({ error: parseIssue, note: null })
  })

  it('only notes what one of them does not allow', () => {
    expect(explain({ refusals: { supply: overBalance, withdraw: null } })).toEqual({
      error: null,
      note: { action: 'supply', issue: overBalance },
    })
    expect(explain({ refusals: { supply: null, withdraw: overSupply } })).toEqual({
      error: null,
      note: { action: 'withdraw', issue: overSupply },
    })
  })

  it('is an error where the one that was asked for is not possible, and no longer once the other is', () => {
    const refusals = { supply: null, withdraw: overSupply }
    expect(explain({ refusals, submitted: 'withdraw' })).toEqual({ error: overSupply, note: null })
    expect(explain({ refusals, submitted: 'supply' })).toMatchObject({ error: null })
  })

  it('is an error where neither is possible', () => {
    const refusals = { supply: overBalance, withdraw: overSupply }
    expect(explain({ refusals })).toEqual({
      error: overBalance,
      note: { action: 'withdraw', issue: overSupply },
    })
  })

  it('knows one action only for whoever has supplied nothing', () => {
    const refusals = { supply: overBalance, withdraw: null }
    expect(explain({ refusals, canWithdraw: false })).toEqual({ error: overBalance, note: null })
    expect(explain({ canWithdraw: false, submitted: 'withdraw' })).toMatchObject({
      error: { code: 'nothing-supplied' },
    })
  })
})
