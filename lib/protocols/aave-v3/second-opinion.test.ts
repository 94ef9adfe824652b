import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeHealthFactorWad } from '../../domain/health'
import { abs, RAY, SECONDS_PER_YEAR, WAD } from '../../domain/math'
import { accrueDebtIndex, accrueSupplyIndex, nearestLine, roundingLine } from './line'
import { aaveV3, spark } from './protocols'
import { convertAccount } from './read/convert'
import type { RawEMode, RawReserve } from './read/raw'
import { makeEMode, makeHolder, makeRaw, makeReserve } from './testing/pool'

// What it is packed as for `import` does not load in Node.
const theirs: typeof import('@aave/math-utils') = createRequire(import.meta.url)('@aave/math-utils')

const CURRENCY_DECIMALS = 8
const NOW = 1_000_000
const MONTH = SECONDS_PER_YEAR / 12n

type Known = { readonly reserves: readonly RawReserve[]; readonly eModes: readonly RawEMode[] }
type Held = {
  readonly eMode: number
  readonly configuration: bigint
  readonly scaledSupplies: readonly bigint[]
  readonly scaledDebts: readonly bigint[]
}

const indices = fc.bigInt({ min: RAY, max: 3n * RAY })
const reserves = fc.record({
  decimals: fc.constantFrom(6, 8, 18),
  // 10,000 dollars at least: a sum so large that the last digits of its values say nothing of the ratio
  worth: fc.bigInt({ min: 10_000n, max: 100_000_000n }),
  priceE8: fc.bigInt({ min: 10n ** 7n, max: 10n ** 13n }),
  thresholdBps: fc.oneof(fc.constant(0n), fc.bigInt({ min: 3_000n, max: 9_500n })),
  supplyIndexRay: indices,
  debtIndexRay: indices,
  is: fc.constantFrom('collateral', 'lent', 'owed', 'collateral and owed'),
})
const eModes = fc.record({
  thresholdBps: fc.bigInt({ min: 9_000n, max: 9_800n }),
  collaterals: fc.bigInt({ min: 0n, max: 31n }),
})

/** Several reserves, collaterals and debts, in a category or outside of all. */
const accounts = fc
  .record({
    parts: fc.array(reserves, { minLength: 1, maxLength: 5 }),
    categories: fc.array(eModes, { maxLength: 2 }),
    eMode: fc.nat(2),
  })
  .map(({ parts, categories, eMode }): Known & Held => ({
    reserves: parts.map((part, id) => {
      const { thresholdBps, decimals, ...figures } = part
      return makeReserve(id, { thresholdBps, ltvBps: 0n, decimals }, figures)
    }),
    eModes: categories.map((terms, i) => makeEMode(i + 1, terms)),
    eMode: eMode <= categories.length ? eMode : 0,
    configuration: parts.reduce(
      (bits, { is }, id) => bits | (BigInt(is.startsWith('collateral')) << BigInt(2 * id + 1)),
      0n,
    ),
    scaledSupplies: parts.map((part) => (part.is === 'owed' ? 0n : scale(part))),
    scaledDebts: parts.map((part) => (part.is.endsWith('owed') ? scale(part) / 2n : 0n)),
  }))

function scale({ worth, priceE8, decimals }: { worth: bigint; priceE8: bigint; decimals: number }): bigint {
  return (worth * 10n ** BigInt(decimals) * 10n ** 8n) / priceE8
}

/** On the older line nothing counts inside a category that counts for nothing outside; theirs knows the newer one. */
function withoutWorthless<Account extends Known>(account: Account): Account {
  const counting = account.reserves.reduce(
    (bits, { id, config }) => (config.thresholdBps > 0n ? bits | (1n << BigInt(id)) : bits),
    0n,
  )
  const eModes = account.eModes.map((eMode) => ({ ...eMode, collaterals: eMode.collaterals & counting }))
  return { ...account, eModes }
}

/** The same account as Aave’s own interface reckons it. */
function askThem({ reserves, eModes, ...held }: Known & Held) {
  const formattedReserves = theirs.formatReserves({
    reserves: reserves.map(describeReserve),
    eModes: eModes.map(describeEMode),
    currentTimestamp: NOW,
    marketReferencePriceInUsd: String(10 ** CURRENCY_DECIMALS),
    marketReferenceCurrencyDecimals: CURRENCY_DECIMALS,
  })
  return theirs.formatUserSummary({
    userReserves: reserves.map(({ underlying }, id) => ({
      underlyingAsset: underlying,
      scaledATokenBalance: String(held.scaledSupplies[id]),
      scaledVariableDebt: String(held.scaledDebts[id]),
      usageAsCollateralEnabledOnUser: ((held.configuration >> BigInt(2 * id + 1)) & 1n) === 1n,
    })),
    formattedReserves,
    marketReferencePriceInUsd: String(10 ** CURRENCY_DECIMALS),
    marketReferenceCurrencyDecimals: CURRENCY_DECIMALS,
    currentTimestamp: NOW,
    userEmodeCategoryId: held.eMode,
  })
}

function describeReserve(reserve: RawReserve) {
  const { id, config } = reserve
  return {
    originalId: id,
    id: String(id),
    symbol: reserve.symbol,
    name: reserve.name,
    decimals: config.decimals,
    underlyingAsset: reserve.underlying,
    usageAsCollateralEnabled: true,
    reserveFactor: String(config.reserveFactorBps),
    baseLTVasCollateral: String(config.ltvBps),
    liquidityIndex: String(reserve.supplyIndexRay),
    reserveLiquidationThreshold: String(config.thresholdBps),
    reserveLiquidationBonus: String(config.bonusBps),
    variableBorrowIndex: String(reserve.debtIndexRay),
    variableBorrowRate: String(reserve.debtRateRay),
    availableLiquidity: String(reserve.available),
    liquidityRate: String(reserve.supplyRateRay),
    totalScaledVariableDebt: String(reserve.scaledDebt),
    lastUpdateTimestamp: NOW,
    borrowCap: '0',
    supplyCap: '0',
    debtCeiling: '0',
    debtCeilingDecimals: 2,
    isolationModeTotalDebt: '0',
    virtualUnderlyingBalance: String(reserve.available),
    deficit: '0',
    priceInMarketReferenceCurrency: String(reserve.priceE8),
  }
}

function describeEMode({ id, label, ...terms }: RawEMode) {
  return {
    id,
    eMode: {
      label,
      ltv: String(terms.ltvBps),
      liquidationThreshold: String(terms.thresholdBps),
      liquidationBonus: String(terms.bonusBps),
      collateralBitmap: terms.collaterals.toString(2),
      borrowableBitmap: terms.borrowables.toString(2),
      ltvzeroBitmap: terms.withoutLtv.toString(2),
      isolated: false,
    },
  }
}

/** Their decimals, as one of our bigints. */
function parse(decimal: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
}

const lines = [
  { line: roundingLine, protocol: aaveV3 },
  { line: nearestLine, protocol: spark },
]

describe.each(lines)('as @aave/math-utils has it, on the $line.name line', ({ line, protocol }) => {
  it('an account holds and owes as much, and is as far from its liquidation, in categories and outside', () => {
    fc.assert(
      fc.property(accounts, (drawn) => {
        const account = line.name === 'rounding' ? drawn : withoutWorthless(drawn)
        const { reserves, eModes, ...held } = account
        const holder = makeHolder(held)
        const raw = makeRaw(reserves, { eModes, holders: [holder] }, protocol)
        const [position] = convertAccount(raw, {}, holder.account).positions
        if (!position) throw new Error('No position')
        const summary = askThem(account)
        for (const { underlyingAsset, ...reckoned } of summary.userReservesData) {
          const amountIn = (parts: typeof position.collaterals | typeof position.debts) =>
            parts.find(({ asset }) => asset.address === underlyingAsset)?.amount ?? 0n
          const { decimals } = reckoned.reserve
          const supplied = parse(reckoned.underlyingBalance, decimals)
          const owed = parse(reckoned.variableBorrows, decimals)
          // to the nearest, where the newer line rounds for the pool
          const [below, above] = [supplied - amountIn(position.collaterals), amountIn(position.debts) - owed]
          for (const difference of [below, above]) {
            expect(difference).toBeGreaterThanOrEqual(0n)
            expect(difference).toBeLessThanOrEqual(line.name === 'rounding' ? 1n : 0n)
          }
        }
        const ours = computeHealthFactorWad(position)
        if (ours === null) {
          expect(summary.healthFactor).toBe('-1')
        } else {
          const expected = parse(summary.healthFactor, 18)
          expect(abs(ours - expected)).toBeLessThanOrEqual(findSlack(account, expected))
        }
      }),
    )
  })

  it('interest grows by the second as much', () => {
    const rates = fc.bigInt({ min: 0n, max: RAY })
    const seconds = fc.bigInt({ min: 0n, max: MONTH })
    fc.assert(
      fc.property(indices, rates, seconds, (indexRay, rateRay, passed) => {
        const times = { lastUpdateTimestamp: NOW, currentTimestamp: NOW + Number(passed) }
        const supplyIndex = theirs.getReserveNormalizedIncome({
          ...times,
          rate: String(rateRay),
          index: String(indexRay),
        })
        const ours = accrueSupplyIndex(indexRay, rateRay, passed)
        expect(abs(ours - BigInt(supplyIndex.toFixed(0)))).toBeLessThanOrEqual(3n)
        const debt = theirs.getCompoundedBalance({
          ...times,
          principalBalance: String(WAD),
          reserveIndex: String(indexRay),
          reserveRate: String(rateRay),
        })
        const owed = line.toDebt(WAD, accrueDebtIndex(line, indexRay, rateRay, passed))
        // Theirs cuts the powers of a second's rate to 27 decimals; ours expands the one by seconds, the other by the whole time.
        const cut = (owed * (passed ** 3n / 6n + passed ** 2n + passed)) / RAY
        const expansion = (owed * passed) / SECONDS_PER_YEAR ** 2n
        expect(abs(owed - BigInt(debt.toFixed(0)))).toBeLessThanOrEqual(cut + expansion + 3n)
      }),
    )
  })
})

/** Their average threshold is cut to the nearest without decimals; the older line leaves them off, the newer has no average. */
function findSlack({ reserves, eModes, eMode }: Known & Held, expected: bigint): bigint {
  const category = eModes.find(({ id }) => id === eMode)
  const thresholds = [...reserves.map(({ config }) => config.thresholdBps), category?.thresholdBps ?? 0n]
  const smallest = thresholds.filter((bps) => bps > 0n).toSorted((a, b) => Number(a - b))[0] ?? 1n
  return expected / smallest + 1n
}
