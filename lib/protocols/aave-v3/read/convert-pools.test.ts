import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RAY } from '../../../domain/math'
import { aaveV3, spark } from '../protocols'
import { addressOf, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { convertAccount } from './convert'
import { convertMarkets } from './convert-markets'
import { computeSupplyRoom } from './limits'
import type { RawIncentive, RawReward } from './raw'

const owner = addressOf(9)
const whole = 10n ** 18n

describe.each([aaveV3, spark])('pools of $name', (protocol) => {
  const poolsOf = (...reserves: ReturnType<typeof makeReserve>[]) =>
    convertMarkets(makeRaw(reserves, {}, protocol), {}).pools

  it('are its reserves, each by the pool and what is lent', () => {
    const [pool] = poolsOf(makeReserve(0), makeReserve(1))
    expect(pool).toMatchObject({
      id: `${protocol.id}:7:${addressOf(1)}:${addressOf(100)}`,
      address: addressOf(200),
      totalAssets: 1_000n * whole,
      totalShares: 1_000n * whole,
      availableLiquidity: 400n * whole,
      supplyAprWad: whole / 50n,
      isPaused: false,
    })
    expect(pool?.supplyRoom).toBeUndefined()
    expect(pool?.rewards).toBeUndefined()
  })

  it('take nothing where they are frozen or paused, and are none where they are not in use', () => {
    const roomOf = (config: Parameters<typeof makeReserve>[1]) =>
      poolsOf(makeReserve(0, config))[0]?.supplyRoom
    expect(roomOf({ isFrozen: true })).toBe(0n)
    expect(roomOf({ isPaused: true })).toBe(0n)
    expect(poolsOf(makeReserve(0, { isActive: false }))).toEqual([])
  })

  it('never promise more room than there is, and hardly less', () => {
    const amount = fc.bigInt({ min: 0n, max: 1_500n * whole })
    const index = fc.bigInt({ min: RAY, max: 3n * RAY })
    const rate = fc.bigInt({ min: 0n, max: RAY })
    fc.assert(
      fc.property(
        amount,
        amount,
        index,
        index,
        rate,
        (scaledSupply, scaledDebt, supplyIndexRay, debtIndexRay, rateRay) => {
          const figures = {
            scaledSupply,
            scaledDebt,
            supplyIndexRay,
            debtIndexRay,
            supplyRateRay: rateRay,
            debtRateRay: rateRay,
          }
          const reserve = makeReserve(0, { supplyCap: 3_000n }, figures)
          const now = computeSupplyRoom(protocol.line, reserve) ?? 0n
          const { supplyRoom = 0n } = poolsOf(reserve)[0] ?? {}
          expect(supplyRoom <= now).toBe(true)
          // half an hour at twice the rate, of all that is there
          expect(now - supplyRoom <= 10n * whole).toBe(true)
        },
      ),
    )
  })

  it('tell what is paid on top, and by which token', () => {
    const incentive: RawIncentive = {
      token: addressOf(200),
      reward: addressOf(60),
      emissionPerSecond: 10n ** 15n,
      endsAt: 2_000n,
    }
    const reward: RawReward = {
      reward: addressOf(60),
      symbol: 'RWD',
      name: 'Reward',
      decimals: 18,
      priceE8: 10n ** 8n,
    }
    const raw = makeRaw(
      [makeReserve(0), makeReserve(1)],
      { incentives: [incentive], rewards: [reward] },
      protocol,
    )
    const [paid, other] = convertMarkets(raw, {}).pools
    expect(paid?.rewards).toMatchObject([
      { kind: 'reward', asset: { symbol: 'RWD' }, aprWad: 315_360_000_000_000_000n },
    ])
    expect(other?.rewards).toBeUndefined()
  })

  it('have of an account what its own position has, which is where it is counted', () => {
    const suppliesOf = (configuration: bigint, scaledDebts: readonly bigint[]) => {
      const holder = makeHolder({
        account: owner,
        configuration,
        scaledSupplies: [2n * whole, 0n],
        scaledDebts,
      })
      const raw = makeRaw(
        [makeReserve(0, {}, { supplyIndexRay: 2n * RAY }), makeReserve(1)],
        { holders: [holder] },
        protocol,
      )
      const { positions, supplies } = convertAccount(raw, {}, owner)
      const [supply] = supplies
      expect(supplies).toHaveLength(1)
      expect([supply?.shares, supply?.within?.positionId]).toEqual([
        positions[0]?.collaterals[0]?.amount,
        positions[0]?.id,
      ])
      return supply?.within?.isPledged
    }
    expect(suppliesOf(0b10n, [0n, 0n])).toBe(false)
    expect(suppliesOf(0b0110n, [0n, whole])).toBe(true)
    expect(suppliesOf(0b0100n, [0n, whole])).toBe(false)
  })
})
