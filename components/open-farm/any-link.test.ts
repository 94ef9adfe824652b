import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planOpen } from '../../lib/plan/plan-open'
import { gearboxV3 } from '../../lib/protocols/gearbox-v3'
import {
  account,
  expectAnswer,
  readAmount,
  readLeverage,
  typed,
} from '../../lib/protocols/gearbox-v3/testing/any-input'
import { owner, tolerance } from '../../lib/protocols/gearbox-v3/testing/market'
import { chooseDeposit, listDeposits } from './choose-deposit'
import { parseOpenQuery, writeOpenQuery } from './open-query'

const { markets } = account
const farm = fc.constantFrom(...markets.farms)
const asset = fc.constantFrom(...account.wallet.map((held) => held.asset))
const runs = { numRuns: 300 }

describe('whatever a link brings to the opening form', () => {
  it('is answered with a plan or a reason, and never with a crash', () => {
    const values = fc.record({
      amount: typed,
      leverage: typed,
      deposit: fc.oneof(
        typed,
        asset.map(({ address }) => address),
      ),
    })
    const query = fc.oneof(
      values.map((entries) => new URLSearchParams(entries).toString()),
      fc.string(),
    )
    fc.assert(
      fc.property(farm, query, (of, text) => {
        const { amountInput, leverageInput, depositAddress } = parseOpenQuery(text)
        const { asset: deposit } = chooseDeposit(listDeposits(of, markets), of, depositAddress)
        const amount = readAmount(amountInput ?? '', deposit)
        const leverageWad = readLeverage(leverageInput ?? '2')
        const shared = writeOpenQuery({
          amountInput: amountInput ?? '',
          leverageInput: leverageInput ?? '',
          depositAddress: depositAddress ?? '',
        })
        expect(parseOpenQuery(new URLSearchParams(shared).toString()).amountInput).toBe(amountInput)
        if (amount === null || leverageWad === null) return
        const intent = {
          kind: 'open',
          farmId: of.id,
          owner,
          deposit: { asset: deposit, amount },
          leverageWad,
        } as const
        expectAnswer(planOpen(gearboxV3, markets, null, intent, tolerance))
      }),
      runs,
    )
  })
})
