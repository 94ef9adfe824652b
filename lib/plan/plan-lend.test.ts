import { describe, expect, it } from 'vitest'
import type { LendIntent } from '../domain/intent'
import type { LendingPool } from '../domain/lending'
import { WAD } from '../domain/math'
import type { LendingDraft, ProtocolAdapter } from '../protocols/protocol'
import { estimateLending, viewLending, viewLendingOf } from './lend-view'
import { planLend } from './plan-lend'
import { makeAccount, makeAdapter, makeDraft, spender, usdc } from './testing/fixtures'
import { makeTolerance } from './tolerance'

const owner = '0x00000000000000000000000000000000000000aa'
const pool: LendingPool = {
  id: 'test:1:0xp',
  protocol: 'test',
  chainId: 1,
  address: spender,
  name: 'Pool',
  asset: usdc,
  priceE8: 10n ** 8n,
  totalAssets: 2_000n,
  totalShares: 1_000n,
  availableLiquidity: 500n,
  supplyAprWad: WAD / 20n,
  withdrawFeeBps: 0n,
  isPaused: false,
}
const draft: LendingDraft = {
  ...makeDraft({}),
  after: null,
  outcome: { totalAssets: 2_100n, totalShares: 1_050n, availableLiquidity: 600n, shares: 150n },
  supplyAprWadAfter: WAD / 25n,
  requirements: [{ kind: 'allowance', asset: usdc, amount: 100n, spender, spenderName: 'Pool' }],
  walletChanges: [{ asset: usdc, amount: -100n }],
}
const supply: LendIntent = { kind: 'supply', poolId: pool.id, owner, amount: 100n }

/** An account with 100 shares of the pool. */
function makeLender(balance: bigint) {
  const account = makeAccount({ balance, allowance: 0n })
  const markets = { ...account.markets, pools: [pool] }
  return { ...account, markets, supplies: [{ poolId: pool.id, shares: 100n }] }
}

/** A protocol that answers with the draft, and remembers with how many shares it was asked. */
function makeLendingAdapter(
  answer: ReturnType<NonNullable<ProtocolAdapter['lending']>['draftSupply']> = draft,
) {
  const asked: bigint[] = []
  const ask = (_: unknown, shares: bigint) => {
    asked.push(shares)
    return answer
  }
  return { asked, adapter: { ...makeAdapter(draft), lending: { draftSupply: ask, draftWithdraw: ask } } }
}

function plan(intent: LendIntent, account = makeLender(100n), { adapter } = makeLendingAdapter()) {
  return planLend(adapter, account.markets, account, intent, makeTolerance(account.markets.block))
}

describe('planLend', () => {
  it('approves the pool exactly the amount, then supplies', () => {
    const result = plan(supply)
    if (!result.ok) throw new Error('Refused')
    expect(result.plan.steps).toMatchObject([
      { kind: 'approve', spender, amount: 100n },
      { kind: 'call', ...draft.calls[0] },
    ])
    expect(result.plan.intent).toBe(supply)
  })

  it('refuses one unit more than the wallet has, and still estimates', () => {
    const result = plan({ ...supply, amount: 101n })
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'amount-over-balance', field: 'amount' }] })
    expect(result.draft).toBe(draft)
  })

  it('withdraws whatever the wallet holds', () => {
    const result = plan({ kind: 'withdraw-supply', poolId: pool.id, owner, amount: 101n })
    expect(result.ok).toBe(true)
  })

  it('asks with the owner’s shares, with none where nobody is connected', () => {
    const lending = makeLendingAdapter()
    const { markets } = makeLender(0n)
    plan(supply, makeLender(100n), lending)
    planLend(lending.adapter, markets, null, supply, makeTolerance(markets.block))
    expect(lending.asked).toEqual([100n, 0n])
  })

  it('has no estimate where the protocol has none', () => {
    const gone = { issues: [{ code: 'pool-gone', severity: 'refusal' }] } as const
    expect(plan(supply, makeLender(100n), makeLendingAdapter(gone))).toMatchObject({ ok: false, draft: null })
  })

  it('is no use for a protocol that lends nothing', () => {
    const { markets } = makeLender(0n)
    const tolerance = makeTolerance(markets.block)
    expect(() => planLend(makeAdapter(draft), markets, null, supply, tolerance)).toThrow(/nothing to lend to/)
  })
})

describe('views of lending', () => {
  it('say what was supplied is worth, and what lies where', () => {
    expect(viewLending(pool, makeLender(40n))).toEqual({
      supplied: { asset: usdc, amount: 200n },
      wallet: { asset: usdc, amount: 40n },
      supplyAprWad: WAD / 20n,
      rewards: [],
      utilisationWad: (75n * WAD) / 100n,
      availableLiquidity: { asset: usdc, amount: 500n },
    })
    expect(viewLending(pool, null)).toMatchObject({ supplied: { amount: 0n }, wallet: null })
    expect(viewLendingOf(makeLender(40n), pool.id)).toEqual(viewLending(pool, makeLender(40n)))
    expect(viewLendingOf(makeLender(40n), 'gone')).toBeNull()
  })

  it('estimate the same after a draft', () => {
    expect(estimateLending(pool, makeLender(140n), draft)).toEqual({
      supplied: { asset: usdc, amount: 300n },
      wallet: { asset: usdc, amount: 40n },
      supplyAprWad: WAD / 25n,
      rewards: [],
      utilisationWad: (1_500n * WAD) / 2_100n,
      availableLiquidity: { asset: usdc, amount: 600n },
    })
    expect(estimateLending(pool, null, draft).wallet).toBeNull()
  })
})
