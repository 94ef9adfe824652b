import { expect, test } from 'vitest'
import { WAD } from '../domain/math'
import type { OwnedPosition } from '../domain/position'
import { spender, usdc } from './testing/fixtures'
import { intents, makeOutcome, makePlan, makePosition } from './testing/outcomes'
import { computeValueLossWad } from './value-loss'

const ether = { id: 'ether', symbol: 'ETH' }
const traded = { asset: usdc, amount: 1_000n }
const plan = makePlan(intents.repay, {
  steps: [
    {
      kind: 'call',
      call: { to: spender, data: '0x', value: 0n },
      actions: [
        {
          kind: 'stake',
          give: traded,
          get: traded,
          minimum: 0n,
          isAtMarket: true,
          venue: 'any',
          feeWad: 0n,
        },
      ],
    },
  ],
})

/** Loses a hundredth of what is traded, and beside it something that is counted in another unit falls by half. */
function lossBeside(other: Partial<OwnedPosition>) {
  const own = (held: bigint) => makePosition(held, 4_000n)
  const beside = (held: bigint): OwnedPosition => ({
    ...makePosition(held, 0n),
    id: 'test:1:0xbb',
    ...other,
  })
  const { before, after } = makeOutcome({ position: own(10_000n) }, { position: own(9_990n) })
  return computeValueLossWad(plan, {
    before: { ...before, positions: [...before.positions, beside(1_000n)] },
    after: { ...after, positions: [...after.positions, beside(500n)] },
  })
}

test('the chain’s coin that is spent or received is no loss and no gain by itself', () => {
  const { before, after } = makeOutcome(
    { position: makePosition(10_000n, 4_000n) },
    { position: makePosition(10_990n, 4_000n) },
  )
  const wrappedCoin = { token: usdc.address, isGiven: true }
  // a dollar without decimals, and a coin of 18
  const spent = { ...before, nativeBalance: 2_000n * WAD, markets: { ...before.markets, wrappedCoin } }
  expect(computeValueLossWad(plan, { before: spent, after: { ...after, nativeBalance: 1_000n * WAD } })).toBe(
    10n ** 16n,
  )
  // what has no price is not judged
  const unpriced = { ...before, nativeBalance: 2_000n * WAD }
  expect(computeValueLossWad(plan, { before: unpriced, after: { ...after, nativeBalance: 0n } })).toBeNull()
})

test('what is lost is told of what is counted in the same unit: another is added to nothing', () => {
  expect(lossBeside({ unit: ether })).toBe(10n ** 16n)
  expect(lossBeside({})).toBe(51n * 10n ** 16n)
})
