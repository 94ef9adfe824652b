import { readFileSync, writeFileSync } from 'node:fs'
import { decodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import type { SupplyIntent, WithdrawSupplyIntent } from '../../../domain/intent'
import { RAY, WAD } from '../../../domain/math'
import type { LendingDraft } from '../../protocol'
import { convertAccount } from '../read/convert'
import { makeMarkets, makeRawMarket, makeRawPool, makeRawSnapshot, owner } from '../testing/market'
import { poolAbi } from './calls.generated'
import { draftSupply, draftWithdraw } from './lending'
import { POOL } from './spenders'

const usdc = 10n ** 6n
const markets = makeMarkets()
const poolId = markets.pools[0]?.id ?? ''
const shares = 8_000n * usdc

const supply = (amount: bigint): SupplyIntent => ({ kind: 'supply', poolId, owner, amount })
const withdraw = (amount: bigint | 'all'): WithdrawSupplyIntent => ({
  kind: 'withdraw-supply',
  poolId,
  owner,
  amount,
})

function drafted(result: LendingDraft | { readonly issues: readonly unknown[] }): LendingDraft {
  if (!('calls' in result)) throw new Error(JSON.stringify(result.issues))
  return result
}

function spellOut({ calls }: LendingDraft): string {
  const [{ call } = { call: null }, ...others] = calls
  if (!call || others.length > 0) throw new Error('Not one call')
  const { functionName, args } = decodeFunctionData({ abi: poolAbi, data: call.data })
  return `${call.to} ${functionName} ${args.join(' ')}\n`
}

/** Compares with a file that must exist; `UPDATE_GOLDEN=1` writes it. */
function expectGolden(name: string, text: string) {
  const file = new URL(`../golden/${name}.txt`, import.meta.url)
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe('pools', () => {
  it('say what their lenders own, what lies in them and what they pay', () => {
    expect(markets.pools).toMatchObject([
      {
        name: 'USDC pool',
        asset: { symbol: 'USDC' },
        totalAssets: 2_000_000n * usdc,
        totalShares: 1_600_000n * usdc,
        availableLiquidity: 600_000n * usdc,
        supplyAprWad: (3n * WAD) / 100n,
        isPaused: false,
      },
    ])
  })

  it('stay where their markets take no more borrowers, so that lenders get out', () => {
    const closed = makeMarkets(makeRawMarket({ isExpired: true, isPermissioned: true }))
    expect(closed.farms.filter((farm) => farm.isOpen)).toEqual([])
    expect(closed.pools).toHaveLength(1)
  })

  it('are known to an account by its shares, and may be named as a spender', () => {
    const account = convertAccount(makeRawSnapshot(), {}, 31337, owner)
    expect(account.supplies).toEqual([{ poolId, shares }])
    const underlying = account.wallet.find(({ asset }) => asset.symbol === 'USDC')
    expect(underlying?.allowances).toContainEqual({
      spender: makeRawPool().pool,
      spenderName: POOL,
      amount: 0n,
    })
    const nothing = makeRawSnapshot(makeRawMarket(), [], makeRawPool({ ownerShares: 0n }))
    expect(convertAccount(nothing, {}, 31337, owner).supplies).toEqual([])
  })
})

describe('draftSupply', () => {
  it('deposits exactly the amount, for the owner', () => {
    const draft = drafted(draftSupply(markets, shares, supply(1_000n * usdc)))
    expectGolden('supply', spellOut(draft))
    const spent = { kind: 'allowance', amount: 1_000n * usdc, spender: makeRawPool().pool }
    expect(draft.requirements).toMatchObject([spent])
    expect(draft.walletChanges).toMatchObject([{ amount: -1_000n * usdc }])
    expect(draft.outcome.shares).toBe(8_800n * usdc)
    expect(draft.issues).toEqual([])
  })

  it('lowers the rate, since the same borrowers pay more lenders', () => {
    // 1.4 M lent of 2.8 M is 50 %: 4 % × 50/70 on 1.4 M, and 4,000 of quotas, over 2.8 M
    const draft = drafted(draftSupply(markets, 0n, supply(800_000n * usdc)))
    const base = (4n * RAY * 50n) / 70n / 100n
    expect(draft.supplyAprWadAfter).toBe((base * 1_400_000n + 4_000n * RAY) / 2_800_000n / 10n ** 9n)
  })

  it('does not guess the rate of a model that it does not know', () => {
    const unknown = makeMarkets(makeRawMarket(), makeRawPool({ rateModel: [] }))
    expect(drafted(draftSupply(unknown, 0n, supply(usdc))).supplyAprWadAfter).toBeNull()
  })

  it.each([
    [['supply-too-small'], supply(1n), markets],
    [['pool-paused'], supply(usdc), makeMarkets(makeRawMarket(), makeRawPool({ isPaused: true }))],
    [['pool-gone'], { ...supply(usdc), poolId: 'gearbox-v3:31337:0x00' }, markets],
  ] as const)('refuses with %s', (codes, intent, snapshot) => {
    expect(draftSupply(snapshot, 0n, intent).issues.map(({ code }) => code)).toEqual(codes)
  })
})

describe('draftWithdraw', () => {
  it('withdraws exactly the amount', () => {
    const draft = drafted(draftWithdraw(markets, shares, withdraw(1_000n * usdc)))
    expectGolden('withdraw-supply', spellOut(draft))
    expect(draft.requirements).toEqual([])
    expect(draft.walletChanges).toMatchObject([{ amount: 1_000n * usdc }])
    expect(draft.outcome.shares).toBe(7_200n * usdc)
    expect(draft.issues).toEqual([])
  })

  it('redeems every share where all is asked for', () => {
    const draft = drafted(draftWithdraw(markets, shares, withdraw('all')))
    expectGolden('withdraw-supply-all', spellOut(draft))
    expect(draft.walletChanges).toMatchObject([{ amount: 10_000n * usdc }])
    expect(draft.outcome.shares).toBe(0n)
    expect(draft.calls[0]?.actions).toMatchObject([{ kind: 'withdraw-supply', isAll: true }])
  })

  it('knows the rate on either side of each bend', () => {
    // 80 % lent: 4 % + 10 % × (80 − 70) / (90 − 70) = 9 %
    const middle = drafted(draftWithdraw(markets, 10n ** 15n, withdraw(250_000n * usdc)))
    expect(middle.supplyAprWadAfter).toBe(((9n * 1_400_000n + 400_000n) * WAD) / 100n / 1_750_000n)
    // everything lent: 4 % + 10 % + 100 %
    const top = drafted(draftWithdraw(markets, 10n ** 15n, withdraw(600_000n * usdc)))
    expect(top.supplyAprWadAfter).toBe(((114n * 1_400_000n + 400_000n) * WAD) / 100n / 1_400_000n)
  })

  it('takes a withdrawal fee off what arrives, and says what it costs', () => {
    const dear = makeMarkets(makeRawMarket(), makeRawPool({ withdrawFee: 100 }))
    const draft = drafted(draftWithdraw(dear, shares, withdraw('all')))
    expect(draft.walletChanges).toMatchObject([{ amount: 9_900n * usdc }])
    expect(draft.feesE8).toBe(100n * 10n ** 8n)
  })

  const scarce = makeMarkets(makeRawMarket({ availableLiquidity: 9_000n * usdc }))
  it.each([
    ['up to everything', [], withdraw(10_000n * usdc), markets],
    ['over what was supplied', ['withdrawal-over-supply'], withdraw(10_000n * usdc + 1n), markets],
    ['up to what lies there', [], withdraw(9_000n * usdc), scarce],
    ['over what lies there', ['withdrawal-over-liquidity'], withdraw(9_000n * usdc + 1n), scarce],
    ['over both', ['withdrawal-over-supply'], withdraw(10_000n * usdc + 1n), scarce],
    ['all, with too little there', ['withdrawal-over-liquidity'], withdraw('all'), scarce],
    [
      'from a paused pool',
      ['pool-paused'],
      withdraw(1n),
      makeMarkets(makeRawMarket(), makeRawPool({ isPaused: true })),
    ],
    ['from no pool', ['pool-gone'], { ...withdraw('all'), poolId: 'aave-v3:1:0x00' }, markets],
  ] as const)('%s: %s', (_, codes, intent, snapshot) => {
    expect(draftWithdraw(snapshot, shares, intent).issues.map(({ code }) => code)).toEqual(codes)
  })

  it('refuses somebody who has supplied nothing', () => {
    expect(draftWithdraw(markets, 0n, withdraw(1n)).issues).toMatchObject([{ code: 'nothing-supplied' }])
  })

  it('refuses to withdraw nothing', () => {
    expect(draftWithdraw(markets, 10n ** 9n, withdraw(0n)).issues).toMatchObject([{ code: 'amount-zero' }])
  })
})
