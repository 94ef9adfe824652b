import fc from 'fast-check'
import { type Address, parseAbi } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { practiceAave, practiceSpark } from '../../../devnet/accounts'
import { advanceTime } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { accrueDebtIndex, accrueSupplyIndex, type Line, nearestLine, roundingLine } from './line'
import { computeReserveRates, type RateCurve } from './rates'

const chain = connectTestChain(inject('rpcUrl'))
keepFresh(chain, '0x000000000000000000000000000000000000bEEF')

const abi = parseAbi([
  'function getReserveNormalizedIncome(address) view returns (uint256)',
  'function getReserveNormalizedVariableDebt(address) view returns (uint256)',
  'function getReserveData(address) view returns (uint256 configuration, uint128 supplyIndex, uint128 supplyRate, uint128 debtIndex, uint128 debtRate, uint128 stableRate, uint40 updatedAt, uint16 id, address aToken, address stableDebtToken, address debtToken, address strategy)',
  'function getInterestRateStrategyAddress(address) view returns (address)',
  'function balanceOf(address) view returns (uint256)',
  'function scaledBalanceOf(address) view returns (uint256)',
])
const newCurveAbi = parseAbi([
  'function getInterestRateData(address) view returns ((uint256 kink, uint256 base, uint256 slope1, uint256 slope2))',
  'function calculateInterestRates((uint256 unbacked, uint256 added, uint256 taken, uint256 owed, uint256 reserveFactor, address reserve, bool usingVirtual, uint256 available)) view returns (uint256 supply, uint256 borrow)',
])
const oldCurveAbi = parseAbi([
  'function OPTIMAL_USAGE_RATIO() view returns (uint256)',
  'function getBaseVariableBorrowRate() view returns (uint256)',
  'function getVariableRateSlope1() view returns (uint256)',
  'function getVariableRateSlope2() view returns (uint256)',
  'function calculateInterestRates((uint256 unbacked, uint256 added, uint256 taken, uint256 stable, uint256 owed, uint256 stableRate, uint256 reserveFactor, address reserve, address aToken)) view returns (uint256 supply, uint256 stable, uint256 borrow)',
])

const markets = [
  { name: 'Aave', provider: practiceAave, line: roundingLine },
  { name: 'Spark', provider: practiceSpark, line: nearestLine },
] as const

async function readReserve(pool: Address, asset: Address) {
  const [, supplyIndex, supplyRate, debtIndex, debtRate, , updatedAt, , aToken, , debtToken, strategy] =
    await chain.readContract({ address: pool, abi, functionName: 'getReserveData', args: [asset] })
  return { asset, supplyIndex, supplyRate, debtIndex, debtRate, updatedAt, aToken, debtToken, strategy }
}

describe.each(markets)('$name’s interest', ({ provider, line }) => {
  it.each([1, 3, 86_400, 100 * 86_400])('is the chain’s, to the unit, after %i seconds', async (seconds) => {
    await advanceTime(chain, seconds)
    const { pool, assets } = await readLendingMarket(chain, provider)
    const { timestamp } = await chain.getBlock()
    for (const asset of assets) {
      const reserve = await readReserve(pool, asset)
      const passed = timestamp - BigInt(reserve.updatedAt)
      const ask = { address: pool, abi, args: [asset] } as const
      expect(accrueSupplyIndex(reserve.supplyIndex, reserve.supplyRate, passed)).toBe(
        await chain.readContract({ ...ask, functionName: 'getReserveNormalizedIncome' }),
      )
      expect(accrueDebtIndex(line, reserve.debtIndex, reserve.debtRate, passed)).toBe(
        await chain.readContract({ ...ask, functionName: 'getReserveNormalizedVariableDebt' }),
      )
    }
  })

  it('makes the balances that the chain tells', async () => {
    await advanceTime(chain, 86_400)
    const { pool, assets } = await readLendingMarket(chain, provider)
    const { timestamp } = await chain.getBlock()
    for (const asset of assets) {
      const reserve = await readReserve(pool, asset)
      const passed = timestamp - BigInt(reserve.updatedAt)
      const supplyIndex = accrueSupplyIndex(reserve.supplyIndex, reserve.supplyRate, passed)
      const debtIndex = accrueDebtIndex(line, reserve.debtIndex, reserve.debtRate, passed)
      for (const [token, index, toBalance] of [
        [reserve.aToken, supplyIndex, line.toSupply],
        [reserve.debtToken, debtIndex, line.toDebt],
      ] as const) {
        for (const holder of await listHolders(token)) {
          const ask = { address: token, abi, args: [holder] } as const
          const scaled = await chain.readContract({ ...ask, functionName: 'scaledBalanceOf' })
          const balance = await chain.readContract({ ...ask, functionName: 'balanceOf' })
          expect(toBalance(scaled, index)).toBe(balance)
        }
      }
    }
  })
})

/** Whoever a token was minted to. */
async function listHolders(token: Address): Promise<readonly Address[]> {
  const logs = await chain.getContractEvents({
    address: token,
    abi: parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)']),
    eventName: 'Transfer',
    fromBlock: 0n,
    strict: true,
  })
  return [...new Set(logs.map(({ args }) => args.to))]
}

const anyUse = fc.record({
  owed: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 27n })),
  available: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 27n })),
  unbacked: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 27n })),
  reserveFactorBps: fc.bigInt({ min: 0n, max: 10_000n }),
})

describe('rates', { timeout: 120_000 }, () => {
  const readNewCurve = async (strategy: Address, asset: Address): Promise<RateCurve> => {
    const { kink, base, slope1, slope2 } = await chain.readContract({
      address: strategy,
      abi: newCurveAbi,
      functionName: 'getInterestRateData',
      args: [asset],
    })
    return { kinkRay: kink, baseRay: base, slope1Ray: slope1, slope2Ray: slope2 }
  }

  it('of Aave are those of its strategy, to the unit', async () => {
    const { pool, data, assets } = await readLendingMarket(chain, practiceAave)
    const strategy = await chain.readContract({
      address: data,
      abi,
      functionName: 'getInterestRateStrategyAddress',
      args: [assets[0] ?? pool],
    })
    for (const asset of assets.slice(0, 4)) {
      const curve = await readNewCurve(strategy, asset)
      await fc.assert(
        fc.asyncProperty(anyUse, async (use) => {
          const [supply, borrow] = await chain.readContract({
            address: strategy,
            abi: newCurveAbi,
            functionName: 'calculateInterestRates',
            args: [
              {
                unbacked: use.unbacked,
                added: 0n,
                taken: 0n,
                owed: use.owed,
                reserveFactor: use.reserveFactorBps,
                reserve: asset,
                usingVirtual: true,
                available: use.available,
              },
            ],
          })
          expect(computeReserveRates(roundingLine, curve, use)).toEqual({
            supplyRay: supply,
            borrowRay: borrow,
          })
        }),
        { numRuns: 30 },
      )
    }
  })

  it('of Spark are those of its strategies, to the unit', async () => {
    const { pool, assets } = await readLendingMarket(chain, practiceSpark)
    for (const asset of assets.slice(0, 4)) {
      const { strategy, aToken } = await readReserve(pool, asset)
      const curve = await readOldCurve(strategy)
      const there = await chain.readContract({
        address: asset,
        abi,
        functionName: 'balanceOf',
        args: [aToken],
      })
      await fc.assert(
        fc.asyncProperty(anyUse, async (use) => {
          const [supply, , borrow] = await chain.readContract({
            address: strategy,
            abi: oldCurveAbi,
            functionName: 'calculateInterestRates',
            args: [
              {
                unbacked: use.unbacked,
                added: use.available,
                taken: there,
                stable: 0n,
                owed: use.owed,
                stableRate: 0n,
                reserveFactor: use.reserveFactorBps,
                reserve: asset,
                aToken,
              },
            ],
          })
          expect(computeReserveRates(nearestLine, curve, use)).toEqual({
            supplyRay: supply,
            borrowRay: borrow,
          })
        }),
        { numRuns: 30 },
      )
    }
  })

  async function readOldCurve(strategy: Address): Promise<RateCurve> {
    const ask = { address: strategy, abi: oldCurveAbi } as const
    return {
      kinkRay: await chain.readContract({ ...ask, functionName: 'OPTIMAL_USAGE_RATIO' }),
      baseRay: await chain.readContract({ ...ask, functionName: 'getBaseVariableBorrowRate' }),
      slope1Ray: await chain.readContract({ ...ask, functionName: 'getVariableRateSlope1' }),
      slope2Ray: await chain.readContract({ ...ask, functionName: 'getVariableRateSlope2' }),
    }
  }
})

/** Either line's scaled amounts, forwards and back. */
describe.each([roundingLine, nearestLine])('the $name line', (line: Line) => {
  it('gives nobody more than they brought, and takes no less than they owe, but for its last unit', () => {
    const anyIndex = fc.bigInt({ min: 10n ** 27n, max: 5n * 10n ** 27n })
    const slack = line.name === 'nearest' ? 3n : 0n
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 27n }), anyIndex, (amount, index) => {
        expect(line.toSupply(line.scaleSupplied(amount, index), index)).toBeLessThanOrEqual(amount + slack)
        expect(line.toDebt(line.scaleBorrowed(amount, index), index)).toBeGreaterThanOrEqual(amount - slack)
        expect(line.toSupply(line.scaleWithdrawn(amount, index), index)).toBeGreaterThanOrEqual(
          amount - slack,
        )
        expect(line.toDebt(line.scaleRepaid(amount, index), index)).toBeLessThanOrEqual(amount + slack)
      }),
    )
  })
})
