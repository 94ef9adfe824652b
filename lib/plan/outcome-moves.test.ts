import { describe, expect, it } from 'vitest'
import { COIN_ADDRESS } from '../domain/coin'
import { makeIssue } from '../domain/testing/sample-issues'
import { findOutcomeMoves } from './outcome-moves'
import { usdc } from './testing/fixtures'
import { intents, makeOutcome, makePlan, makePosition } from './testing/outcomes'

const plan = makePlan(intents.borrow)
const reviewed = makeOutcome({ position: null }, { balance: 0n, position: makePosition(30_000n, 20_000n) })
const namesOf = (now: typeof reviewed) =>
  (findOutcomeMoves(plan, reviewed, now)?.moves ?? []).map(({ figure }) => figure)

describe('comparing a simulation with the one that was read', () => {
  it('finds nothing in the same', () => {
    expect(findOutcomeMoves(plan, reviewed, reviewed)).toBeNull()
  })

  it('finds a health factor that moved by more than 1 %, and a leverage by more than 5 %, in either direction', () => {
    const at = (debt: bigint) =>
      makeOutcome({ position: null }, { balance: 0n, position: makePosition(30_000n, debt) })
    expect(namesOf(at(20_090n))).toEqual([])
    for (const debt of [20_300n, 19_700n]) {
      expect(namesOf(at(debt))).toContain('health-factor')
      expect(namesOf(at(debt))).not.toContain('leverage')
    }
    for (const debt of [20_600n, 19_400n]) expect(namesOf(at(debt))).toContain('leverage')
    const issue = findOutcomeMoves(plan, reviewed, at(24_000n))
    expect(issue).toMatchObject({
      code: 'outcome-moved',
      severity: 'warning',
      moves: expect.arrayContaining([{ figure: 'health-factor', from: 12n * 10n ** 17n, to: 10n ** 18n }]),
    })
  })

  it('finds a debt that is gone, which has no health factor', () => {
    const now = makeOutcome({ position: null }, { balance: 0n, position: makePosition(30_000n, 0n) })
    expect(findOutcomeMoves(plan, reviewed, now)?.moves).toContainEqual({
      figure: 'health-factor',
      from: 12n * 10n ** 17n,
      to: null,
    })
  })

  it('finds what the wallet gets, beyond the slippage and half a percent', () => {
    const gets = (balance: bigint) => makeOutcome({ balance: 0n }, { balance, position: null })
    const compare = (slippageBps: bigint, balance: bigint) =>
      findOutcomeMoves(makePlan(intents.close, { slippageBps }), gets(10_000n), gets(balance))
    expect(compare(10n, 9_950n)).toBeNull()
    expect(compare(10n, 9_949n)).toMatchObject({
      moves: [{ figure: 'wallet', from: { amount: 10_000n }, to: { amount: 9_949n } }],
    })
    expect(compare(100n, 9_900n)).toBeNull()
    expect(compare(100n, 9_899n)).not.toBeNull()
  })

  it('measures what a leg’s trade leaves by all that it brings', () => {
    const gets = (balance: bigint) => makeOutcome({ balance: 0n }, { balance, position: null })
    const spender = `0x${'9'.repeat(40)}` as const
    const swap = {
      kind: 'swap',
      ...{
        give: { asset: { ...usdc, address: spender }, amount: 5n },
        get: { asset: usdc, amount: 100_000n },
      },
      ...{ minimum: 99_500n, isAtMarket: true, venue: 'A', feeWad: 0n },
    } as const
    const steps = [
      { kind: 'call', call: { to: usdc.address, data: '0x', value: 0n }, actions: [swap] },
    ] as const
    const legs = { stops: [], laterSignatures: 0 }
    const compare = (change: object, balance: bigint) =>
      findOutcomeMoves(makePlan(intents.close, { steps, ...change }), gets(500n), gets(balance))
    expect(compare({ legs }, 1_000n)).toBeNull()
    expect(compare({ legs }, 1_001n)).not.toBeNull()
    expect(compare({}, 1_000n)).not.toBeNull()
  })

  it('lets rewards grow, which they do by themselves, but not shrink', () => {
    const gets = (balance: bigint) => makeOutcome({ balance: 0n }, { balance, position: null })
    const get = { asset: usdc, amount: 10n }
    const call = { to: usdc.address, data: '0x', value: 0n } as const
    const steps = [{ kind: 'call', call, actions: [{ kind: 'claim', get }] }] as const
    const compare = (change: object, balance: bigint) =>
      findOutcomeMoves(makePlan(intents.close, change), gets(10n), gets(balance))
    expect(compare({ steps }, 15n)).toBeNull()
    expect(compare({ steps }, 5n)).not.toBeNull()
    expect(compare({}, 15n)).not.toBeNull()
  })

  it('finds a network fee that more than doubled, by the price of gas', () => {
    const fee = (networkFeeWei: bigint, gasUsed = 100_000n) => ({ ...reviewed, networkFeeWei, gasUsed })
    const milli = 10n ** 15n
    expect(namesOf(fee(2n * milli))).toEqual([])
    expect(namesOf(fee(2n * milli + 1n))).toEqual(['network-fee'])
    // What is left of a plan costs less at the same price.
    expect(namesOf(fee(milli + 1n, 50_000n))).toEqual([])
    expect(namesOf(fee(3n * milli, 50_000n))).toEqual(['network-fee'])
    // A few cents more are no other price.
    const cheap = { ...reviewed, networkFeeWei: 10n }
    expect(findOutcomeMoves(plan, cheap, { ...reviewed, networkFeeWei: milli })).toBeNull()
  })

  it('finds a warning that was not there', () => {
    const issues = [makeIssue('price-diverging', { severity: 'warning' })]
    const now = { ...reviewed, issues }
    expect(findOutcomeMoves(plan, reviewed, now)).toMatchObject({ code: 'outcome-moved', moves: [] })
    expect(findOutcomeMoves(plan, now, now)).toBeNull()
    expect(findOutcomeMoves({ ...plan, issues }, reviewed, now)).toBeNull()
  })
})

describe('what stays wrapped of the chain’s coin', () => {
  const coin = { ...usdc, address: COIN_ADDRESS }
  const unwrapping = makePlan(intents.borrow, {
    walletChanges: [
      { asset: coin, amount: 10_000n },
      { asset: usdc, amount: 1n },
    ],
    steps: [
      {
        kind: 'call',
        call: { to: usdc.address, data: '0x', value: 0n },
        actions: [
          {
            kind: 'unwrap',
            give: { asset: usdc, amount: 10_000n },
            get: { asset: coin, amount: 10_000n },
            isAll: false,
          },
        ],
      },
    ],
  })
  const arriving = (nativeBalance: bigint, balance: bigint) => {
    const { before, after, ...rest } = makeOutcome({ balance: 0n }, { balance })
    return { ...rest, before: { ...before, nativeBalance: 0n }, after: { ...after, nativeBalance } }
  }
  const movesOf = (now: ReturnType<typeof arriving>) =>
    findOutcomeMoves(unwrapping, arriving(10_000n, 1n), now)?.moves ?? []

  it('counts with the coin: it grows from nothing with each second', () => {
    expect(movesOf(arriving(10_000n, 3n))).toEqual([])
    expect(movesOf(arriving(9_000n, 1_001n))).toEqual([])
    expect(movesOf(arriving(9_000n, 1n))).toMatchObject([
      { figure: 'wallet', from: { amount: 10_001n }, to: { asset: coin, amount: 9_001n } },
    ])
  })
})
