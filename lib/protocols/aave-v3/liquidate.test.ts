import { describe, expect, it } from 'vitest'
import type { Collateral, Debt } from '../../domain/position'
import { nearestLine, roundingLine } from './line'
import { liquidateBy } from './liquidate'
import { addressOf } from './testing/pool'

const DOLLAR = 10n ** 8n
const asset = (number: number, decimals: number) => ({
  address: addressOf(number),
  symbol: `T${number}`,
  name: `Token ${number}`,
  decimals,
})

function collateralOf(amount: bigint, priceE8: bigint, number = 1): Collateral {
  const [cap, isDust, exposures] = [null, false, []]
  return {
    asset: asset(number, 18),
    amount,
    priceE8,
    liquidationThresholdBps: 8_000n,
    cap,
    isDust,
    exposures,
  }
}

function debtOf(amount: bigint, number = 11): Debt {
  return { asset: asset(number, 6), amount, principal: amount, priceE8: DOLLAR, exposures: [] }
}

const ETHER = 10n ** 18n
const USD = 10n ** 6n
const terms = () => ({ bonusBps: 10_500n, protocolFeeBps: 1_000n })
const lines = [roundingLine, nearestLine]

/** Health factors by the price: 10 ether at 80 % against 8,000 dollars. */
const holdingsAt = (priceE8: bigint) =>
  ({
    collaterals: [collateralOf(10n * ETHER, priceE8)],
    debts: [debtOf(8_000n * USD)],
  }) as const

describe.each(lines)('what a liquidation takes on the line “$name”', (line) => {
  const liquidate = liquidateBy(line, terms)

  it('is half of the debt where it begins, with the bonus, of which the protocol has its part', () => {
    // a health factor of 0.999
    expect(liquidate(holdingsAt(999n * DOLLAR))).toMatchObject({
      extent: 'part',
      repaid: { amount: 4_000n * USD },
      taken: { amount: (4_000n * ETHER * 105n) / (999n * 100n) },
      costE8: 200n * DOLLAR,
    })
  })

  it('is all of it at a health factor of 0.95 and lower, and half right above', () => {
    expect(liquidate(holdingsAt(950n * DOLLAR))?.extent).toBe('whole')
    expect(liquidate(holdingsAt(951n * DOLLAR))?.extent).toBe('part')
  })

  it('is no more than there is, and then repays what that is worth', () => {
    const taken = liquidate(holdingsAt(100n * DOLLAR))
    expect(taken?.taken.amount).toBe(10n * ETHER)
    expect(taken?.extent).toBe('part')
    // 1,000 dollars of collateral less the bonus
    expect(taken?.repaid.amount).toBe(line.name === 'rounding' ? 952_380_953n : 952_380_952n)
  })

  it('is of the largest of each', () => {
    const found = liquidate({
      collaterals: [collateralOf(1n * ETHER, 999n * DOLLAR, 2), collateralOf(10n * ETHER, 999n * DOLLAR)],
      debts: [debtOf(10n * USD, 12), debtOf(9_000n * USD)],
    })
    expect([found?.taken.asset.symbol, found?.repaid.asset.symbol]).toEqual(['T1', 'T11'])
  })

  it('is nothing where nothing is owed, nothing counts, or a price is missing', () => {
    expect(liquidate({ ...holdingsAt(999n * DOLLAR), debts: [debtOf(0n)] })).toBeNull()
    expect(liquidate({ ...holdingsAt(999n * DOLLAR), collaterals: [] })).toBeNull()
    expect(liquidate(holdingsAt(0n))).toBeNull()
  })
})

it('is all of a small debt on the newer line, and half on the older', () => {
  const holdings = {
    collaterals: [collateralOf(ETHER, 2_400n * DOLLAR)],
    debts: [debtOf(1_925n * USD)],
  } as const
  const [newer, older] = lines.map((line) => liquidateBy(line, terms)(holdings)?.extent)
  expect([newer, older]).toEqual(['whole', 'part'])
})

it('is half of all that is owed on the newer line, and half of that debt on the older', () => {
  const holdings = {
    collaterals: [collateralOf(10n * ETHER, 999n * DOLLAR)],
    debts: [debtOf(5_000n * USD), debtOf(3_000n * USD, 12)],
  } as const
  const [newer, older] = lines.map((line) => liquidateBy(line, terms)(holdings)?.repaid.amount)
  expect([newer, older]).toEqual([4_000n * USD, 2_500n * USD])
})
