import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Asset } from './asset'
import { isSameAddress } from './asset'
import type { Farm } from './farm'
import { computeCollateralValueE8, computeDebtsValueE8 } from './health'
import { BPS, min, mulDivDown, RAY, WAD } from './math'
import type { Collateral, Cost, Debt, Judge, Position, PositionRates, PriceExposure } from './position'
import { computeAmountOfValue, computeValueE8 } from './value'

/** Assets, positions and published figures that the tests of this folder share. */

export function testAsset(symbol: string, decimals: number, id: number): Asset {
  return { address: `0x${id.toString(16).padStart(40, '0')}`, symbol, name: symbol, decimals }
}

export const weth = testAsset('WETH', 18, 1)
export const usdc = testAsset('USDC', 6, 2)
export const lp = testAsset('B-50WETH-50USDC', 18, 3)
export const vault = testAsset('sUSDx', 18, 4)
export const usdx = testAsset('USDX', 18, 5)

export const DOLLAR_E8 = 100_000_000n
export const WETH_PRICE_E8 = 3_000n * DOLLAR_E8

export const follow = (asset: Asset, priceE8: bigint, elasticityWad = WAD): PriceExposure => ({
  asset,
  priceE8,
  elasticityWad,
  isDollar: asset === usdc || asset === usdx,
})
const ofWeth = follow(weth, WETH_PRICE_E8)
const ofUsdc = follow(usdc, DOLLAR_E8)
export const ofLp = [follow(weth, WETH_PRICE_E8, WAD / 2n), follow(usdc, DOLLAR_E8, WAD / 2n)]

/** The textbook: value × threshold, up to the cap, against the value of the debts; each rounded down. */
export const judge: Judge = (holdings) => ({
  weightedE8: holdings.collaterals.reduce((sum, collateral) => {
    const { cap, liquidationThresholdBps } = collateral
    const weighted = mulDivDown(computeCollateralValueE8(collateral), liquidationThresholdBps, BPS)
    if (!cap) return sum + weighted
    const debt = holdings.debts.find(({ asset }) => isSameAddress(asset.address, cap.asset.address))
    return sum + min(weighted, debt ? computeValueE8(cap.amount, debt.priceE8, debt.asset.decimals) : 0n)
  }, 0n),
  owedE8: computeDebtsValueE8(holdings),
})

/** Some amount of WETH, LP or USDC, held or owed, at the prices above. The LP share is worth 200 USD. */
export function held(asset: Asset, amount: bigint, ltBps: bigint, cap: Collateral['cap'] = null): Collateral {
  return { asset, amount, liquidationThresholdBps: ltBps, cap, isDust: false, ...pricing(asset) }
}

export function owed(asset: Asset, amount: bigint): Debt {
  return { asset, amount, principal: amount, ...pricing(asset) }
}

function pricing(asset: Asset): Pick<Collateral, 'priceE8' | 'exposures'> {
  if (asset === weth) return { priceE8: WETH_PRICE_E8, exposures: [ofWeth] }
  if (asset === lp) return { priceE8: 200n * DOLLAR_E8, exposures: ofLp }
  return { priceE8: DOLLAR_E8, exposures: [ofUsdc] }
}

/** A position of these, judged by the textbook. */
export function positionOf(collaterals: readonly Collateral[], ...debts: Position['debts']): Position {
  return { collaterals, debts, judge }
}

/** The same position with other debts. */
export function owing(position: Position, ...debts: Position['debts']): Position {
  return { ...position, debts }
}

/** 10,000 USDC of equity at 3x in the LP. */
export const longLp: Position = {
  collaterals: [held(lp, 150n * WAD, 9_000n, { asset: usdc, amount: 27_000n * 10n ** 6n })],
  debts: [owed(usdc, 20_000n * 10n ** 6n)],
  judge,
}

/** The same equity and leverage against a debt in WETH. */
export const shortLp: Position = {
  collaterals: [held(lp, 150n * WAD, 9_000n, { asset: weth, amount: 9n * WAD })],
  debts: [owed(weth, (20n * WAD) / 3n)],
  judge,
}

const debtOfAny = testAsset('DEBT', 18, 99)

/** What whatever is owed in these tests costs, and the cap of the LP. */
export const costsOf = (borrowAprWad: bigint, capAprWad = 0n): readonly Cost[] => [
  ...[usdc, weth, debtOfAny].map(({ address }) => ({
    kind: 'interest' as const,
    debt: address,
    aprWad: borrowAprWad,
  })),
  { kind: 'cap', collateral: lp.address, aprWad: capAprWad, label: 'Cap fee' },
]

/** Rates of the LP: what it earns as rewards, what debt and cap cost. */
export const ratesOfLp = (yieldWad: bigint | null, borrowAprWad = 0n, capAprWad = 0n): PositionRates => ({
  costs: costsOf(borrowAprWad, capAprWad),
  yieldsByCollateral: { [lp.address]: [{ kind: 'reward', aprWad: yieldWad, asset: null }] },
})

/** A farm of the LP against USDC: 200 USD a share, counted at 90 %. */
export const lpFarm = (yieldWad: bigint | null, borrowAprWad = 0n, capAprWad = 0n): Farm => ({
  id: 'test:1:0x1:0x3',
  protocol: 'test',
  chainId: 1,
  market: testAsset('MARKET', 18, 7).address,
  name: 'LP against USDC',
  forms: ['leveraged-lp'],
  direction: 'long',
  directionAsset: weth,
  asset: lp,
  priceE8: 200n * DOLLAR_E8,
  exposures: ofLp,
  debtAsset: usdc,
  debtPriceE8: DOLLAR_E8,
  debtExposures: [ofUsdc],
  oracles: [],
  depositAssets: [{ asset: usdc, priceE8: DOLLAR_E8 }],
  liquidationThresholdBps: 9_000n,
  yields: [{ kind: 'reward', aprWad: yieldWad, asset: null }],
  borrowAprWad,
  // the threshold, and 5 % above it
  cap: { ratioWad: (945n * WAD) / 1_000n, aprWad: capAprWad, label: 'Cap fee' },
  judge,
  minDebt: 0n,
  maxDebt: 10n ** 15n,
  availableLiquidity: 10n ** 15n,
  isOpen: true,
  maxLeverageWad: 8n * WAD,
})

const halves = fc.constantFrom(0n, WAD / 2n, WAD, (3n * WAD) / 2n)
const price = fc.bigInt(DOLLAR_E8, 100_000n * DOLLAR_E8)

/** Positions with one to four collaterals, caps or none, any elasticities, and a health factor from about 0.8 to 4. */
export const anyPosition: fc.Arbitrary<Position> = fc.record({ weth: price, other: price }).chain((base) => {
  const exposures = fc
    .tuple(halves, halves)
    .map(([a, b]) => [follow(weth, base.weth, a), follow(usdx, base.other, b)])
  const priced = fc.record({
    priceE8: price,
    exposures,
    decimals: fc.constantFrom(6, 8, 18),
    valueE8: fc.bigInt(1_000n * DOLLAR_E8, 1_000_000n * DOLLAR_E8),
  })
  const collateral = fc.record({
    priced,
    ltBps: fc.bigInt(5_000n, 9_700n),
    capBps: fc.option(fc.bigInt(0n, 15_000n)),
  })
  return fc
    .record({
      debt: priced,
      collaterals: fc.array(collateral, { minLength: 1, maxLength: 4 }),
      healthWad: fc.bigInt((8n * WAD) / 10n, 4n * WAD),
    })
    .map(build)
})

/** Positions that owe two or three assets, all following one base by 0, ½ or 1, with a health factor from about 0.7 to 3. */
export const anyWithSeveralDebts: fc.Arbitrary<Position> = fc
  .record({
    collaterals: fc.array(fc.tuple(fc.constantFrom(0n, WAD / 2n, WAD), fc.bigInt(1n, 100n)), {
      minLength: 1,
      maxLength: 3,
    }),
    debts: fc.array(fc.tuple(fc.constantFrom(0n, WAD / 2n, WAD), fc.bigInt(1n, 100n)), {
      minLength: 2,
      maxLength: 3,
    }),
    healthPercent: fc.bigInt(70n, 300n),
  })
  .map(({ collaterals, debts, healthPercent }) => {
    const sum = (parts: readonly (readonly [bigint, bigint])[]) => parts.reduce((s, [, v]) => s + v, 0n)
    const asset = (name: string, index: number) => testAsset(`${name}${index}`, 18, 200 + index)
    const priced = (elasticityWad: bigint) => ({
      priceE8: DOLLAR_E8,
      exposures: [follow(weth, WETH_PRICE_E8, elasticityWad)],
    })
    const [first, ...others] = debts.map(([elasticityWad, part], index): Debt => {
      const share = (sum(collaterals) * part * 90n * WAD) / (sum(debts) * healthPercent)
      return { asset: asset('D', index), amount: share, principal: share, ...priced(elasticityWad) }
    })
    const held = collaterals.map(
      ([elasticityWad, part], index): Collateral => ({
        asset: asset('C', index + 10),
        amount: part * WAD,
        liquidationThresholdBps: 9_000n,
        cap: null,
        isDust: false,
        ...priced(elasticityWad),
      }),
    )
    return positionOf(held, first as Debt, ...others)
  })

type Priced = {
  readonly priceE8: bigint
  readonly exposures: readonly PriceExposure[]
  readonly decimals: number
  readonly valueE8: bigint
}

function build(parts: {
  readonly debt: Priced
  readonly collaterals: readonly { priced: Priced; ltBps: bigint; capBps: bigint | null }[]
  readonly healthWad: bigint
}): Position {
  const debtAsset = { ...debtOfAny, decimals: parts.debt.decimals }
  const debtOf = (valueE8: bigint): Debt => {
    const amount = computeAmountOfValue(valueE8, parts.debt.priceE8, debtAsset.decimals, 'down')
    return { ...parts.debt, asset: debtAsset, amount, principal: amount }
  }
  const collaterals = parts.collaterals.map(({ priced, ltBps, capBps }, index): Collateral => {
    const asset = testAsset(`C${index}`, priced.decimals, 100 + index)
    const amount = computeAmountOfValue(priced.valueE8, priced.priceE8, asset.decimals, 'down')
    const cap = capBps === null ? null : debtOf((priced.valueE8 * capBps) / BPS)
    return { ...priced, asset, amount, liquidationThresholdBps: ltBps, cap, isDust: false }
  })
  const { weightedE8 } = judge({ collaterals, debts: [debtOf(RAY)] })
  return { collaterals, debts: [debtOf((weightedE8 * WAD) / parts.healthWad)], judge }
}

/**
 * Published figures beside the project, where that folder stands: tests that need them say so in their
 * name and are skipped elsewhere.
 */
const vectors = new URL('../../../shared/vectors/', import.meta.url)
export const hasVectors = existsSync(vectors)
export const vectorsNote = hasVectors
  ? ''
  : ' (skipped: there is no folder ../shared/vectors beside the project)'

export function readVectors<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, vectors), 'utf8')) as T
}
