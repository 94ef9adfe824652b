import { decodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import { makeIssue } from '../domain/testing/sample-issues'
import { planOpen } from './plan-open'
import {
  makeAccount,
  makeAdapter,
  makeDraft,
  makeMarkets,
  makeOpenIntent,
  spender,
  usdc,
} from './testing/fixtures'

const tolerance = { slippageBps: 50n, deadlineSeconds: 2_000_000_000n }
const plan = (
  options: Parameters<typeof makeDraft>[0] = {},
  allowance = 0n,
  balance = 10_000n,
  leverage = 3,
) =>
  planOpen(
    makeAdapter(makeDraft(options)),
    makeMarkets(),
    makeAccount({ balance, allowance }),
    makeOpenIntent(leverage),
    tolerance,
  )

const approvalsOf = (result: ReturnType<typeof plan>) =>
  result.ok
    ? result.plan.steps
        .filter((step) => step.kind === 'approve')
        .map((step) => decodeFunctionData({ abi: erc20Abi, data: step.call.data }).args)
    : []

describe('planOpen', () => {
  it('approves exactly the deposit to the spender, then makes one call', () => {
    const result = plan()
    expect(result.ok && result.plan.steps.map((step) => step.kind)).toEqual(['approve', 'call'])
    expect(approvalsOf(result)).toEqual([[spender, 10_000n]])
  })

  it('approves nothing where the spender may take just that already', () => {
    expect(approvalsOf(plan({}, 10_000n))).toEqual([])
  })

  it('refuses what only a signature would make possible', () => {
    const signed = { kind: 'signature', name: 'the order', ways: [] } as const
    const adapter = makeAdapter({ ...makeDraft({}), requirements: [signed] })
    const account = makeAccount({ balance: 10_000n, allowance: 0n })
    expect(planOpen(adapter, makeMarkets(), account, makeOpenIntent(3), tolerance)).toMatchObject({
      ok: false,
      issues: [{ code: 'signature-unsupported', severity: 'refusal' }],
    })
  })

  it('sets a smaller approval to zero before it raises it', () => {
    expect(approvalsOf(plan({}, 9_999n))).toEqual([
      [spender, 0n],
      [spender, 10_000n],
    ])
  })

  it('refuses more than the wallet holds, by one unit', () => {
    const result = plan({}, 0n, 9_999n)
    expect(result.ok).toBe(false)
    expect(!result.ok && result.issues).toMatchObject([{ code: 'amount-over-balance', field: 'amount' }])
    expect(!result.ok && result.estimate).not.toBeNull()
  })

  it('refuses a leverage above the farm’s and below 1x', () => {
    expect(plan({}, 0n, 10_000n, 6)).toMatchObject({ ok: false, issues: [{ code: 'leverage-over-maximum' }] })
    expect(plan({}, 0n, 10_000n, 0.5)).toMatchObject({
      ok: false,
      issues: [{ code: 'leverage-below-minimum' }],
    })
  })

  it('passes the protocol’s refusals on', () => {
    expect(plan({ issues: [makeIssue('market-paused')] })).toMatchObject({
      ok: false,
      issues: [{ code: 'market-paused' }],
    })
  })

  it('warns above 1 % price impact and refuses above 5 %', () => {
    const percent = 10n ** 16n
    expect(plan({ priceImpactWad: percent })).toMatchObject({ ok: true, plan: { issues: [] } })
    expect(plan({ priceImpactWad: percent + 1n })).toMatchObject({
      ok: true,
      plan: { issues: [{ code: 'price-impact-high', severity: 'warning' }] },
    })
    expect(plan({ priceImpactWad: 5n * percent + 1n })).toMatchObject({
      ok: false,
      issues: [{ code: 'price-impact-too-high', severity: 'refusal' }],
    })
  })

  it('warns where the health factor after is low and refuses where it is next to liquidation', () => {
    expect(plan({ collateral: 28_000n })).toMatchObject({
      ok: true,
      plan: { issues: [{ code: 'health-factor-low', severity: 'warning' }] },
    })
    expect(plan({ collateral: 25_000n })).toMatchObject({
      ok: false,
      issues: [{ code: 'health-factor-too-low', severity: 'refusal' }],
    })
  })

  it('estimates for nobody, planning the approval', () => {
    const result = planOpen(makeAdapter(makeDraft({})), makeMarkets(), null, makeOpenIntent(3), tolerance)
    expect(approvalsOf(result)).toEqual([[spender, 10_000n]])
    expect(result.ok && result.plan.walletChanges).toEqual([{ asset: usdc, amount: -10_000n }])
  })

  it('refuses to plan on figures from before one’s own last transaction, and says which block is awaited', () => {
    const markets = { ...makeMarkets(), awaitedBlock: 12n }
    const account = makeAccount({ balance: 10_000n, allowance: 0n })
    const result = planOpen(makeAdapter(makeDraft({})), markets, account, makeOpenIntent(3), tolerance)
    expect(result.ok).toBe(false)
    expect(!result.ok && result.issues).toContainEqual({
      code: 'state-behind',
      severity: 'refusal',
      block: 12n,
    })
  })
})
