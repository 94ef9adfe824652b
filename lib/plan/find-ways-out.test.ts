import { describe, expect, it } from 'vitest'
import type { IssueCode } from '../domain/issue'
import { WAD } from '../domain/math'
import type { Position } from '../domain/position'
import { makeIssue } from '../domain/testing/sample-issues'
import { findWaysOut } from './find-ways-out'
import type { PlanResult } from './plan'
import { RESCUE_TARGET_WAD, type WayOutAction } from './search-way'
import { makeAccount, makeMarkets, usdc } from './testing/fixtures'
import { makePlan, makePosition } from './testing/outcomes'

const DOLLAR_E8 = 100_000_000n
/** 10,000 at a threshold of 80 % against 8,100 owed: a health factor of 0.987. */
const endangered = makePosition(10_000n, 8_100n)
const farmOf = (minDebt: bigint) => {
  const [farm] = makeMarkets().farms
  if (!farm) throw new Error('The fixtures have no farm')
  return { ...farm, minDebt }
}

type World = {
  readonly balance?: bigint
  readonly minDebt?: bigint
  /** Of everything sold, in basis points. */
  readonly costBps?: bigint
  readonly refused?: (action: WayOutAction) => IssueCode | null
  /** What the chain has to be asked about. */
  readonly waits?: (action: WayOutAction) => boolean
  readonly position?: typeof endangered
}

/** A protocol in a few lines: dollars, a minimum debt, and sales that cost a part of what they sell. */
function findIn({
  balance = 10_000n,
  minDebt = 0n,
  costBps = 100n,
  refused,
  waits,
  position = endangered,
}: World) {
  const account = makeAccount({ balance, allowance: 0n })
  const held = position.collaterals[0]?.amount ?? 0n
  const owed = position.debts[0].amount
  const refuse = (code: IssueCode): PlanResult => ({
    ok: false,
    issues: [makeIssue(code)],
    estimate: null,
  })
  const result = (collateral: bigint, debt: bigint, sold: bigint, spent: bigint): PlanResult => {
    if (spent > balance) return refuse('amount-over-balance')
    if (debt > 0n && debt < minDebt) return refuse('debt-below-minimum')
    if (debt > 0n && collateral * 8n < debt * 10n) return refuse('not-enough-collateral')
    const after: Position | null = collateral === 0n ? null : makePosition(collateral, debt)
    const feesE8 = (sold * costBps * DOLLAR_E8) / 10_000n
    const intent = { kind: 'repay', positionId: position.id, owner: position.owner, amount: 'all' } as const
    return { ok: true, plan: makePlan(intent, { after, feesE8 }) }
  }
  const plan = (action: WayOutAction): PlanResult => {
    const code = refused?.(action)
    if (code) return refuse(code)
    if (waits?.(action)) {
      return { ok: false, issues: [], estimate: null, waitsFor: { key: action.kind, to: '0x01', data: '0x' } }
    }
    switch (action.kind) {
      case 'repay': {
        const amount = action.amount === 'all' ? owed : action.amount
        return result(held, owed - amount, 0n, amount)
      }
      case 'deposit': {
        const { amount } = action.deposit
        return action.use === 'hold'
          ? result(held + amount, owed, 0n, amount)
          : result(held + amount - (amount * costBps) / 10_000n, owed, amount, amount)
      }
      case 'change-leverage': {
        const target = (action.leverageWad * (held - owed)) / WAD
        const sold = held - target
        return result(target, owed - sold + (sold * costBps) / 10_000n, sold, 0n)
      }
      case 'close': {
        const proceeds = held - (held * costBps) / 10_000n
        if (proceeds >= owed) return result(0n, 0n, held, 0n)
        return action.coverShortfall ? result(0n, 0n, held, owed - proceeds) : refuse('proceeds-below-debt')
      }
    }
  }
  return findWaysOut({
    position,
    farm: farmOf(minDebt),
    wallet: account.wallet,
    depositAssets: [usdc],
    plan,
  })
}

const kindsOf = ({ open }: ReturnType<typeof findIn>) => open.map(({ action }) => action.kind)

describe('findWaysOut', () => {
  it('lists what costs nothing before what costs little before what costs more', () => {
    const ways = findIn({})
    expect(kindsOf(ways)).toEqual(['repay', 'deposit', 'change-leverage', 'close'])
    expect(ways.open.map(({ costE8 }) => costE8 > 0n)).toEqual([false, false, true, true])
    expect(ways.blocked).toEqual([])
  })

  it('reaches the target with as little as does, in five digits', () => {
    const [repay, deposit, leverage] = findIn({}).open
    for (const way of [repay, deposit, leverage]) {
      expect(way?.healthFactorWad).toBeGreaterThanOrEqual(RESCUE_TARGET_WAD)
      expect(way?.healthFactorWad).toBeLessThan(RESCUE_TARGET_WAD + WAD / 50n)
    }
    // 8,000 / 1.25 may be owed
    expect(repay?.action).toEqual({ kind: 'repay', amount: 1_700n })
  })

  it('repays down to the market’s minimum where that is enough, and all where it is not', () => {
    expect(findIn({ minDebt: 6_800n }).open[0]?.action).toEqual({ kind: 'repay', amount: 1_300n })
    expect(findIn({ minDebt: 8_000n }).open[0]?.action).toEqual({ kind: 'repay', amount: 'all' })
  })

  it('takes what the wallet has where that helps, after what reaches the target', () => {
    const ways = findIn({ balance: 500n })
    expect(kindsOf(ways)).toEqual(['change-leverage', 'close', 'repay', 'deposit'])
    expect(ways.open[2]?.action).toEqual({ kind: 'repay', amount: 500n })
    expect(ways.open[2]?.healthFactorWad).toBeLessThan(RESCUE_TARGET_WAD)
    expect(ways.open[2]?.healthFactorWad).toBeGreaterThan(WAD)
  })

  it('says of what cannot be done now why', () => {
    expect(findIn({ balance: 0n }).blocked).toEqual([
      { kind: 'repay', obstacle: { code: 'nothing-held', assets: [usdc] } },
      { kind: 'deposit', obstacle: { code: 'nothing-held', assets: [usdc] } },
    ])
    // 100 of the debt must go at least
    expect(findIn({ balance: 50n }).blocked).toEqual([
      { kind: 'repay', obstacle: { code: 'too-little', asset: usdc, balance: 50n } },
      { kind: 'deposit', obstacle: { code: 'too-little', asset: usdc, balance: 50n } },
    ])
  })

  it('has nothing to offer while the market is paused, and says so of each', () => {
    const { open, blocked } = findIn({ refused: () => 'market-paused' })
    expect(open).toEqual([])
    expect(blocked.map(({ kind }) => kind)).toEqual(['repay', 'deposit', 'change-leverage', 'close'])
    for (const { obstacle } of blocked) {
      expect(obstacle).toMatchObject({ code: 'refused', issues: [{ code: 'market-paused' }] })
    }
  })

  it('refuses nothing of which the chain has to be asked first, and goes on with the rest', () => {
    const ways = findIn({ waits: ({ kind }) => kind === 'change-leverage' || kind === 'close' })
    expect(kindsOf(ways)).toEqual(['repay', 'deposit'])
    expect(ways.blocked).toEqual([
      { kind: 'change-leverage', obstacle: { code: 'unasked' } },
      { kind: 'close', obstacle: { code: 'unasked' } },
    ])
  })

  it('puts a deposit to work where holding it does not count', () => {
    const refused = (action: WayOutAction) =>
      action.kind === 'deposit' && action.use === 'hold' ? ('collateral-worthless' as const) : null
    const deposit = findIn({ refused }).open.find(({ action }) => action.kind === 'deposit')
    expect(deposit?.action).toMatchObject({ use: 'farm' })
    expect(deposit?.costE8).toBeGreaterThan(0n)
  })

  it('lets the wallet pay what the sale brings less than is owed', () => {
    const under = makePosition(10_000n, 9_950n)
    const close = (balance: bigint) => findIn({ balance, position: under })
    expect(close(10_000n).open.find(({ action }) => action.kind === 'close')?.action).toMatchObject({
      coverShortfall: true,
    })
    expect(close(0n).blocked.at(-1)?.obstacle).toMatchObject({ issues: [{ code: 'proceeds-below-debt' }] })
  })

  it('has no leverage to lower where nothing is left', () => {
    const gone = makePosition(10_000n, 10_500n)
    expect(findIn({ position: gone }).blocked).toContainEqual({
      kind: 'change-leverage',
      obstacle: { code: 'refused', issues: [{ code: 'no-equity', severity: 'refusal' }] },
    })
  })
})
