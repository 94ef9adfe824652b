import { describe, expect, test } from 'vitest'
import type { SafeState } from '../../../domain/holder'
import { RAY, WAD } from '../../../domain/math'
import { ratesOfFarm } from '../../../domain/rates'
import { spark } from '../protocols'
import { addressOf, makeEMode, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { convertAccount } from './convert'
import { convertMarkets } from './convert-markets'
import { convertRates } from './convert-position'
import type { RawReserve, RawSnapshot } from './raw'
import { stateOf } from './state'

const ether = makeReserve(0)
const other = makeReserve(1)
const owner = addressOf(9)
const farmsOf = (reserves: readonly RawReserve[], parts: Partial<RawSnapshot> = {}) =>
  convertMarkets(makeRaw(reserves, parts), {}).farms

describe('farms', () => {
  test('are every pair, each way, with rates rounded against whoever is in them', () => {
    const [farm, back, ...more] = farmsOf([ether, other])
    expect(more).toEqual([])
    expect(farm).toMatchObject({
      id: `aave-v3:7:${other.underlying}:${ether.underlying}`,
      name: 'T0 against T1',
      forms: ['spot'],
      leavesRewards: true,
      borrowAprWad: (4n * WAD) / 100n + 1n,
      yields: [{ kind: 'interest', aprWad: (2n * WAD) / 100n, asset: null }],
      liquidationThresholdBps: 8_300n,
      maxLeverageWad: 5n * WAD,
      availableLiquidity: 400n * WAD,
      isOpen: true,
      cap: null,
    })
    expect(back?.name).toBe('T1 against T0')
  })

  test.each([{ isFrozen: true }, { isPaused: true }, { isActive: false }])(
    'with a side of %o are kept, and take nobody',
    (config) => {
      const [stopped, stoppedToo] = farmsOf([ether, makeReserve(1, config)])
      expect([stopped?.isOpen, stoppedToo?.isOpen]).toEqual([false, false])
      const [without] = farmsOf([makeReserve(0, { ltvBps: 0n }), other])
      expect(without?.isOpen).toBe(false)
    },
  )

  test('lend nothing while borrowing is forbidden', () => {
    expect(farmsOf([ether, other], { isBorrowAllowed: false })[0]?.availableLiquidity).toBe(0n)
  })

  test('remember the category that they are in', () => {
    const eMode = makeEMode(4, { collaterals: 0b01n, borrowables: 0b10n })
    const markets = convertMarkets(makeRaw([ether, other], { eModes: [eMode] }), {})
    const [farm, back] = markets.farms
    const { eModeOfFarm } = stateOf(markets)
    expect(eModeOfFarm.get(farm?.id ?? '')).toBe(4)
    expect(eModeOfFarm.get(back?.id ?? '')).toBe(0)
    expect(farm?.liquidationThresholdBps).toBe(9_300n)
  })

  test('owe what a share grows that is owed, as far as it was measured', () => {
    const staked = '0xBabE6D42a4fd70A798021261d51862F6ffb941D6'
    const raw = makeRaw([ether, makeReserve(1, {}, { underlying: staked })])
    const onPractice = { ...raw, structure: { ...raw.structure, chainId: 31337 } }
    const growth = { aprWad: WAD / 40n, yearWad: WAD / 39n }
    const costsOf = (measured: Parameters<typeof convertMarkets>[1]) =>
      convertMarkets(onPractice, measured).farms.map((farm) =>
        ratesOfFarm(farm).costs.map(({ kind }) => kind),
      )
    expect(costsOf({ [staked.toLowerCase()]: growth })).toEqual([['interest', 'growth'], ['interest']])
    expect(costsOf({})).toEqual([['interest'], ['interest']])
    const { parts } = stateOf(convertMarkets(onPractice, { [staked.toLowerCase()]: growth }))
    expect(convertRates(parts).costs).toContainEqual({ kind: 'growth', debt: staked, ...growth })
  })

  test('are paid on top as long as that lasts, if what in has a price', () => {
    const reward = { reward: addressOf(50), symbol: 'R', name: 'R', decimals: 18, priceE8: 10n ** 8n }
    const incentive = {
      token: ether.supplyToken,
      reward: reward.reward,
      emissionPerSecond: WAD / 31_536n,
      endsAt: 1_001n,
    }
    const rewardOf = (parts: Partial<RawSnapshot>) =>
      farmsOf([ether, other], { incentives: [incentive], rewards: [reward], ...parts })[0]?.yields[1]
    // 1,000 a year, a dollar each, on 100,000 dollars
    expect(Number(rewardOf({})?.aprWad) / 1e18).toBeCloseTo(0.01, 12)
    expect(rewardOf({ timestamp: 1_001n })?.aprWad).toBe(0n)
    expect(rewardOf({ rewards: [{ ...reward, priceE8: 0n }] })?.aprWad).toBeNull()
    expect(rewardOf({ rewards: [] })).toBeUndefined()
    // what is paid for owing is no yield of what is held
    expect(rewardOf({ incentives: [{ ...incentive, token: ether.debtToken }] })).toBeUndefined()
    const [farm] = farmsOf([ether, other], { incentives: [incentive], rewards: [reward] })
    expect(farm?.forms).toEqual(['liquidity-mining'])
  })
})

describe('a position', () => {
  const dearer = makeReserve(2, {}, { priceE8: 10n ** 12n })
  const positionOf = (holder: Parameters<typeof makeHolder>[0], parts: Partial<RawSnapshot> = {}) =>
    convertAccount(makeRaw([ether, other, dearer], { holders: [makeHolder(holder)], ...parts }), {}, owner)
      .positions[0]

  test('has all that its holder supplies and owes, the largest first, and what is not used counts for nothing', () => {
    const position = positionOf({
      // collateral of the first and third, debts of the second
      configuration: 0b10_01_10n,
      scaledSupplies: [WAD, WAD, WAD],
      scaledDebts: [0n, WAD, 0n],
    })
    expect(position?.collaterals.map(({ asset, liquidationThresholdBps: lt }) => [asset.symbol, lt])).toEqual(
      [
        ['T2', 8_300n],
        ['T0', 8_300n],
        ['T1', 0n],
      ],
    )
    expect(position?.debts.map(({ asset, amount, principal }) => [asset.symbol, amount, principal])).toEqual([
      ['T1', WAD, WAD],
    ])
    expect(position?.farmId).toBe(`aave-v3:7:${other.underlying}:${dearer.underlying}`)
    expect(position?.oracles.map(({ asset }) => asset.symbol)).toEqual(['T0', 'T1', 'T2'])
  })

  test('grows with its indices, rounded as its line does', () => {
    const raw = makeRaw([{ ...ether, supplyIndexRay: RAY + RAY / 2n, debtIndexRay: RAY + RAY / 2n }], {
      holders: [makeHolder({ configuration: 0b11n, scaledSupplies: [3n], scaledDebts: [3n] })],
    })
    const amountsOf = (of: RawSnapshot) => {
      const [position] = convertAccount(of, {}, owner).positions
      return [position?.collaterals[0]?.amount, position?.debts[0].amount]
    }
    expect(amountsOf(raw)).toEqual([4n, 5n])
    expect(amountsOf({ ...raw, structure: { ...raw.structure, protocol: spark } })).toEqual([5n, 5n])
  })

  test('without debt is of no farm, and owes nothing of what its holder could borrow', () => {
    const position = positionOf({
      configuration: 0b10n,
      scaledSupplies: [WAD, 0n, 0n],
      scaledDebts: [0n, 0n, 0n],
    })
    expect(position?.farmId).toBeNull()
    expect(position?.debts.map(({ asset, amount }) => [asset.symbol, amount])).toEqual([['T1', 0n]])
    expect(position?.isLiquidatable).toBe(false)
  })

  test('is not there where there is neither supply nor debt', () => {
    expect(positionOf({ scaledSupplies: [0n], scaledDebts: [0n] })).toBeUndefined()
  })

  test('is liquidatable where the chain says so', () => {
    const parts = { scaledSupplies: [WAD, 0n, 0n], scaledDebts: [0n, WAD, 0n] }
    expect(positionOf({ ...parts, healthFactorWad: WAD - 1n })?.isLiquidatable).toBe(true)
    expect(positionOf({ ...parts, healthFactorWad: WAD })?.isLiquidatable).toBe(false)
  })
})

test('what lies at a Safe’s address counts as its owner’s once the Safe is there', () => {
  const safe = addressOf(8)
  const holders = [makeHolder({ account: safe, scaledSupplies: [5n] })]
  const positionsWhere = (state: SafeState) => {
    const safes = [{ address: safe, index: 0, state, configuration: 0n }]
    return convertAccount(makeRaw([makeReserve(0)], { holders, safes }), {}, owner).positions.length
  }
  expect(positionsWhere({ kind: 'absent' })).toBe(0)
  expect(positionsWhere({ kind: 'unreadable' })).toBe(0)
  expect(positionsWhere({ kind: 'own', nonce: 0n, isUsed: false })).toBe(1)
  expect(positionsWhere({ kind: 'changed', changes: [] })).toBe(1)
})
