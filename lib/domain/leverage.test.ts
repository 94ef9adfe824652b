import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeHealthFactorWad } from './health'
import {
  computeBorrowForLeverage,
  computeEquityE8,
  computeLeverageWad,
  computeLtvWad,
  computeMaxLeverageWad,
} from './leverage'
import { abs, BPS, WAD } from './math'
import { applyPrices } from './scenario'
import {
  anyPosition,
  DOLLAR_E8,
  follow,
  hasVectors,
  held,
  longLp,
  owed,
  owing,
  positionOf,
  readVectors,
  testAsset,
  usdc,
  vectorsNote,
  weth,
} from './test-positions'
import { convertLeverageToLtvWad, convertLtvToLeverageWad } from './testing/leverage-and-ltv'

describe('leverage and loan-to-value', () => {
  it('are those of the position', () => {
    expect(computeEquityE8(longLp)).toBe(10_000n * DOLLAR_E8)
    expect(computeLeverageWad(longLp)).toBe(3n * WAD)
    expect(computeLtvWad(longLp)).toBe((2n * WAD + 2n) / 3n)
  })

  it('are 0 % and 1x without debt, and unknown where nothing is left', () => {
    expect(computeLtvWad(owing(longLp, owed(usdc, 0n)))).toBe(0n)
    expect(computeLeverageWad(owing(longLp, owed(usdc, 0n)))).toBe(WAD)
    expect(computeLeverageWad(owing(longLp, owed(usdc, 10n ** 12n)))).toBeNull()
    expect(computeLtvWad({ ...longLp, collaterals: [] })).toBeNull()
  })

  it('lead to each other and back', () => {
    fc.assert(
      fc.property(fc.bigInt(WAD, 100n * WAD), (leverageWad) => {
        const back = convertLtvToLeverageWad(convertLeverageToLtvWad(leverageWad))
        // One unit of loan-to-value is worth leverage² units of leverage.
        expect(back >= leverageWad).toBe(true)
        expect(back - leverageWad <= (leverageWad / WAD + 1n) ** 2n + 1n).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.bigInt(0n, (99n * WAD) / 100n), (ltvWad) => {
        const back = convertLeverageToLtvWad(convertLtvToLeverageWad(ltvWad))
        expect(back >= ltvWad && back - ltvWad <= 2n).toBe(true)
      }),
    )
  })

  it('agree on a position', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        const [ltvWad, leverageWad] = [computeLtvWad(position), computeLeverageWad(position)]
        if (ltvWad === null || leverageWad === null || ltvWad > (9n * WAD) / 10n) return
        expect(abs(convertLtvToLeverageWad(ltvWad) - leverageWad) <= 200n).toBe(true)
      }),
    )
  })

  it('have limits', () => {
    expect(() => convertLeverageToLtvWad(WAD - 1n)).toThrow(RangeError)
    expect(() => convertLtvToLeverageWad(WAD)).toThrow(RangeError)
    expect(() => computeBorrowForLeverage(1n, 0n)).toThrow(RangeError)
  })
})

describe('highest leverage', () => {
  it('is HF / (HF − LT) all in the farm', () => {
    expect(computeMaxLeverageWad({ farmLtBps: 9_000n, healthFactorFloorWad: WAD })).toBe(10n * WAD)
    expect(computeMaxLeverageWad({ farmLtBps: 9_000n, healthFactorFloorWad: (12n * WAD) / 10n })).toBe(
      4n * WAD,
    )
  })

  it('is 1 + LTd / (HF − LTf) where the deposit stays', () => {
    const limits = { depositLtBps: 8_000n, farmLtBps: 9_000n, healthFactorFloorWad: WAD }
    expect(computeMaxLeverageWad(limits)).toBe(9n * WAD)
  })

  it('opens at the floor or above it, and only just', () => {
    const ltBps = fc.bigInt(1_000n, 9_500n)
    const floors = fc.bigInt(WAD, 2n * WAD)
    fc.assert(
      fc.property(ltBps, floors, fc.bigInt(1_000n, 10n ** 9n), (farmLtBps, healthFactorFloorWad, dollars) => {
        const leverageWad = computeMaxLeverageWad({ farmLtBps, healthFactorFloorWad })
        const deposit = dollars * 10n ** 6n
        const borrow = computeBorrowForLeverage(deposit, leverageWad)
        const at = (debt: bigint) =>
          computeHealthFactorWad(positionOf([held(usdc, deposit + debt, farmLtBps)], owed(usdc, debt)))
        const opened = at(borrow)
        // The weighted value is cut at 1e-8 USD: of the smallest debt here that is 1e-9 at the most.
        expect(opened === null || opened >= healthFactorFloorWad - WAD / 10n ** 9n).toBe(true)
        const more = at(borrow + deposit / 100n)
        expect(more === null || more < healthFactorFloorWad).toBe(true)
      }),
    )
  })

  it('is refused where every leverage would do', () => {
    expect(() => computeMaxLeverageWad({ farmLtBps: BPS, healthFactorFloorWad: WAD })).toThrow(RangeError)
  })
})

describe.skipIf(!hasVectors)(`published examples${vectorsNote}`, () => {
  type Examples = {
    readonly short: {
      readonly collateralUsd: number
      readonly borrowedUsd: number
      readonly rows: readonly { readonly priceOfBChange: number; readonly profitUsd: number }[]
    }
    readonly leveragedLp: {
      readonly rows: readonly {
        readonly leverage: number
        readonly initialPrice: number
        readonly price: number
        readonly equityLeft: number
        readonly debtRatio: number
      }[]
    }
  }
  const cents = (usd: number) => BigInt(Math.round(usd * 100))

  it('earns and loses what the short does', () => {
    const { short } = readVectors<Examples>('leverage-examples.json')
    // B costs 1 USD; what was borrowed of it stands sold, as dollars beside the collateral.
    const b = testAsset('B', 18, 11)
    const position = positionOf(
      [
        held(usdc, cents(short.collateralUsd) * 10n ** 4n, 9_000n),
        held(usdc, cents(short.borrowedUsd) * 10n ** 4n, 9_000n),
      ],
      {
        ...owed(usdc, 0n),
        asset: b,
        amount: cents(short.borrowedUsd) * 10n ** 16n,
        exposures: [follow(b, DOLLAR_E8)],
      },
    )
    for (const row of short.rows) {
      const priceE8 = DOLLAR_E8 + cents(row.priceOfBChange) * 10n ** 6n
      const after = applyPrices(position, [{ asset: b, priceE8 }])
      expect(computeEquityE8(after) - computeEquityE8(position)).toBe(cents(row.profitUsd) * 10n ** 6n)
    }
  })

  it('keeps the equity and the debt ratio of the leveraged pool share', () => {
    for (const row of readVectors<Examples>('leverage-examples.json').leveragedLp.rows) {
      const fallen = (cents(row.price) * WAD) / cents(row.initialPrice)
      const wethPriceE8 = longLp.collaterals[0]?.exposures[0]?.priceE8 ?? 0n
      const after = applyPrices(longLp, [{ asset: weth, priceE8: (wethPriceE8 * fallen) / WAD }])
      expect(row.leverage).toBe(3)
      const equityLeft = Number((computeEquityE8(after) * 10_000n) / computeEquityE8(longLp)) / 10_000
      expect(equityLeft).toBeCloseTo(row.equityLeft, 2)
      expect(Number(computeLtvWad(after)) / 1e18).toBeCloseTo(row.debtRatio, 2)
    }
  })
})
