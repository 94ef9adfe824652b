import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asset } from '../../domain/asset'
import { HEALTH_FACTOR_REFUSAL_WAD } from '../../domain/guards'
import { parseId } from '../../domain/id'
import { LEVERAGE_UNIT_WAD } from '../../domain/leverage'
import { parseAmountInput } from '../../format/amount'
import { findLimit } from '../../plan/find-limit'
import { planLend } from '../../plan/plan-lend'
import { planManage } from '../../plan/plan-manage'
import { planOpen } from '../../plan/plan-open'
import { gearboxV3 } from './index'
import { account, expectAnswer, planAction, readAmount, readLeverage, typed } from './testing/any-input'
import { owner, tolerance } from './testing/market'

const { markets } = account
const [position] = account.positions
const [pool] = markets.pools
if (!position || !pool) throw new Error('The fixture has a position and a pool')
const asset: fc.Arbitrary<Asset> = fc.constantFrom(...account.wallet.map((held) => held.asset))
const runs = { numRuns: 300 }

describe('whatever is typed or linked is answered with a plan or a reason, and never with a crash', () => {
  const farm = fc.constantFrom(...markets.farms)

  it('where a position is opened, and its leverage limited', () => {
    fc.assert(
      fc.property(farm, fc.nat(5), typed, typed, (of, index, amountInput, leverageInput) => {
        const deposit = of.depositAssets[index % of.depositAssets.length]?.asset
        if (!deposit) return
        const amount = readAmount(amountInput, deposit)
        const leverageWad = readLeverage(leverageInput)
        if (amount === null) return
        const planAt = (at: bigint) => {
          const intent = {
            kind: 'open',
            farmId: of.id,
            owner,
            deposit: { asset: deposit, amount },
            leverageWad: at,
          } as const
          return planOpen(gearboxV3, markets, account, intent, tolerance)
        }
        if (leverageWad !== null) expectAnswer(planAt(leverageWad))
        const units = findLimit((at) => planAt(at * LEVERAGE_UNIT_WAD), of.maxLeverageWad / LEVERAGE_UNIT_WAD)
        expect(units).toBeGreaterThanOrEqual(0n)
      }),
      { numRuns: 150 },
    )
  })

  it('where it names a farm or a position', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          typed,
          fc.string(),
          fc.tuple(typed, typed, typed).map((parts) => parts.join(':')),
        ),
        (id) => {
          parseId(id)
          const intent = {
            kind: 'open',
            farmId: id,
            owner,
            deposit: { asset: pool.asset, amount: 1n },
            leverageWad: 2n * 10n ** 18n,
          } as const
          expectAnswer(planOpen(gearboxV3, markets, null, intent, tolerance))
          expectAnswer(
            planManage(gearboxV3, account, { kind: 'claim', positionId: id, owner, use: 'farm' }, tolerance),
          )
          expectAnswer(
            planLend(gearboxV3, markets, null, { kind: 'supply', poolId: id, owner, amount: 1n }, tolerance),
          )
        },
      ),
      runs,
    )
  })

  const debtAsset = position.debts[0].asset

  it('in every tab of a position', () => {
    const tab = fc.constantFrom('deposit', 'withdraw', 'borrow', 'repay', 'change-leverage', 'close', 'claim')
    fc.assert(
      fc.property(tab, asset, typed, typed, fc.boolean(), (kind, chosen, text, other, flag) => {
        const amount = readAmount(text, kind === 'deposit' || kind === 'withdraw' ? chosen : debtAsset)
        const use = flag ? 'farm' : 'hold'
        if (kind === 'claim') return expectAnswer(planAction({ kind, use: flag ? 'farm' : 'wallet' }))
        if (kind === 'close') {
          return expectAnswer(
            planAction({ kind, receive: flag ? 'as-is' : chosen, coverShortfall: text.length % 2 === 0 }),
          )
        }
        if (kind === 'change-leverage') {
          const leverageWad = readLeverage(text)
          return leverageWad === null
            ? undefined
            : expectAnswer(planAction({ kind, leverageWad, compound: flag }))
        }
        if (kind === 'repay' && flag) return expectAnswer(planAction({ kind, amount: 'all' }))
        if (amount === null) return
        if (kind === 'repay') return expectAnswer(planAction({ kind, amount }))
        if (kind === 'borrow')
          return expectAnswer(planAction({ kind, amount, use: flag ? 'farm' : 'wallet' }))
        if (kind === 'deposit')
          return expectAnswer(planAction({ kind, deposit: { asset: chosen, amount }, use }))
        const floor = parseAmountInput(other, 18)
        const healthFactorFloorWad = floor.ok ? floor.amount : HEALTH_FACTOR_REFUSAL_WAD
        expectAnswer(planAction({ kind, withdraw: { asset: chosen, amount }, healthFactorFloorWad }))
      }),
      { numRuns: 1_000 },
    )
  })

  it('where it is lent or taken back', () => {
    fc.assert(
      fc.property(typed, fc.boolean(), (text, isAll) => {
        const amount = readAmount(text, pool.asset)
        const subject = { poolId: pool.id, owner }
        const lend = (intent: Parameters<typeof planLend>[3]) =>
          expectAnswer(planLend(gearboxV3, markets, account, intent, tolerance))
        if (isAll) lend({ kind: 'withdraw-supply', ...subject, amount: 'all' })
        if (amount === null) return
        lend({ kind: 'supply', ...subject, amount })
        lend({ kind: 'withdraw-supply', ...subject, amount })
      }),
      runs,
    )
  })
})
