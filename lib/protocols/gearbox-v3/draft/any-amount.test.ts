import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeFigures } from '../../../domain/figures'
import type { ManageIntent } from '../../../domain/intent'
import { type Issue, isRefusal } from '../../../domain/issue'
import { max, WAD } from '../../../domain/math'
import type { OperationDraft } from '../../protocol'
import { makePositionId } from '../ids'
import { convertAccount } from '../read/convert'
import {
  creditAccount,
  makeMarkets,
  makeRawAccount,
  makeRawMarket,
  makeRawSnapshot,
  owner,
  tolerance,
} from '../testing/market'
import { MAX_QUOTA } from './encode'
import { draftSupply, draftWithdraw } from './lending'
import { draftManage } from './manage'
import { draftOpen } from './open'

const markets = makeMarkets()
const account = convertAccount(makeRawSnapshot(makeRawMarket(), [makeRawAccount()]), {}, 31337, owner)
const positionId = makePositionId(31337, creditAccount)
const assets = account.wallet.map(({ asset }) => asset)

const MAX_UINT256 = 2n ** 256n - 1n
/** All sizes, not all numbers: what is typed or comes in a link may be anything that an amount can be. */
const amount = fc
  .tuple(fc.nat(256), fc.bigInt(0n, 1_000n))
  .map(([bits, more]) => (2n ** BigInt(bits) + more) & MAX_UINT256)
/** The planner refuses less than 1x before anything is drafted. */
const leverageWad = fc.oneof(fc.bigInt(WAD, 10n * WAD), amount).map((wad) => max(wad, WAD))
const asset = fc.constantFrom(...assets)

const manageIntent: fc.Arbitrary<ManageIntent> = fc
  .oneof(
    fc.record({ kind: fc.constant('change-leverage' as const), leverageWad, compound: fc.boolean() }),
    fc.record({
      kind: fc.constant('deposit' as const),
      deposit: fc.record({ asset, amount }),
      use: fc.constantFrom('farm' as const, 'hold' as const),
    }),
    fc.record({
      kind: fc.constant('withdraw' as const),
      withdraw: fc.record({ asset, amount }),
      healthFactorFloorWad: amount,
    }),
    fc.record({
      kind: fc.constant('borrow' as const),
      amount,
      use: fc.constantFrom('wallet' as const, 'farm' as const),
    }),
    fc.record({ kind: fc.constant('repay' as const), amount: fc.oneof(amount, fc.constant('all' as const)) }),
    fc.record({
      kind: fc.constant('close' as const),
      receive: fc.oneof(asset, fc.constant('as-is' as const)),
      coverShortfall: fc.boolean(),
    }),
  )
  .map((intent) => ({ ...intent, positionId, owner }) as ManageIntent)

/** A draft with everything that a page reckons from it, or a reason. */
function expectAnswer(result: OperationDraft | { readonly issues: readonly Issue[] }): void {
  if (!('calls' in result) || !result.after) {
    expect('calls' in result || result.issues.length > 0).toBe(true)
    return
  }
  const { after, ratesAfter, issues } = result
  computeFigures(after, ratesAfter)
  const isEncodable =
    after.debts[0].amount <= MAX_UINT256 &&
    after.collaterals.every(({ cap }) => (cap?.amount ?? 0n) <= MAX_QUOTA)
  expect(isEncodable || issues.some(isRefusal)).toBe(true)
}

describe('any amount that can be typed or linked', () => {
  it('is answered when a position is opened, never with a crash', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...markets.farms),
        fc.nat(5),
        amount,
        leverageWad,
        (farm, i, size, leverage) => {
          const deposit = farm.depositAssets[i % farm.depositAssets.length]
          if (!deposit) return
          expectAnswer(
            draftOpen(
              markets,
              {
                kind: 'open',
                farmId: farm.id,
                owner,
                deposit: { asset: deposit.asset, amount: size },
                leverageWad: leverage,
              },
              tolerance,
            ),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is answered when a position is managed', () => {
    fc.assert(
      fc.property(manageIntent, (intent) => {
        expectAnswer(draftManage(account, intent, tolerance))
      }),
      { numRuns: 500 },
    )
  })

  it('is answered when it is lent or taken back', () => {
    const [pool] = markets.pools
    if (!pool) throw new Error('The fixture has a pool')
    fc.assert(
      fc.property(amount, amount, (size, shares) => {
        expectAnswer(draftSupply(markets, shares, { kind: 'supply', poolId: pool.id, owner, amount: size }))
        expectAnswer(
          draftWithdraw(markets, shares, { kind: 'withdraw-supply', poolId: pool.id, owner, amount: size }),
        )
      }),
    )
  })
})
