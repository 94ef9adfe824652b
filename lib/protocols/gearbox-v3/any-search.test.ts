import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../domain/issue'
import { prepareWhatIf } from '../../domain/what-if-subject'
import { parseScenarioInputs } from '../../format/scenario-inputs'
import { parseScenarioQuery, writeScenarioQuery } from '../../format/scenario-query'
import { explainNoLimit, findLimit } from '../../plan/find-limit'
import { findWaysOut } from '../../plan/find-ways-out'
import { account, expectAnswer, makeAccount, planAction, typed } from './testing/any-input'

const [position] = account.positions
if (!position) throw new Error('The fixture has a position')

describe('whatever a form looks for is found or explained, and never a crash', () => {
  /** Anything that a chain could answer for an amount. */
  const sizes = fc
    .tuple(fc.nat(255), fc.bigInt(0n, 1_000n))
    .map(([bits, more]) => (2n ** BigInt(bits) + more) & (2n ** 256n - 1n))

  it('where a form looks for its Max, in markets of any size', () => {
    fc.assert(
      fc.property(
        sizes,
        sizes,
        sizes,
        fc.constantFrom('wallet', 'farm'),
        (liquidity, lendable, upper, use) => {
          const of = makeAccount({}, { availableLiquidity: liquidity, borrowable: lendable })
          const planAt = (amount: bigint) => planAction({ kind: 'borrow', amount, use }, of)
          const limit = findLimit(planAt, upper)
          if (limit > 0n) return expectAnswer(planAt(limit))
          const reason = explainNoLimit([planAt], upper)
          expect(reason && isRefusal(reason)).toBe(true)
        },
      ),
      { numRuns: 20 },
    )
  })

  it('where ways out are looked for, whatever is owed and held', () => {
    const holdings = fc.array(fc.constantFrom(0n, 1n, 10n ** 6n, 10n ** 12n, 2n ** 128n, 2n ** 256n - 1n), {
      minLength: 8,
      maxLength: 8,
    })
    const owed = fc.bigInt(0n, 60_000n * 10n ** 6n)
    fc.assert(
      fc.property(owed, holdings, (totalDebt, wallet) => {
        const of = makeAccount({ principal: totalDebt, totalDebt })
        const [endangered] = of.positions
        if (!endangered) throw new Error('The fixture has a position')
        const held = of.wallet.map((entry, i) => ({ ...entry, balance: wallet[i % wallet.length] ?? 0n }))
        const found = findWaysOut({
          position: endangered,
          farm: of.markets.farms.find(({ id }) => id === endangered.farmId) ?? null,
          wallet: held,
          depositAssets: held.map((entry) => entry.asset),
          plan: (action) => planAction(action, { ...of, wallet: held }),
        })
        expect(found.open.length + found.blocked.length).toBe(4)
      }),
      { numRuns: 10 },
    )
  })

  it('where it is asked what would be', () => {
    const subject = prepareWhatIf(position, position.rates)
    const [base] = subject.assets
    if (!base) throw new Error('The fixture follows a price')
    const key = base.asset.address.toLowerCase()
    const inputs = fc.record({
      prices: fc.option(typed).map((text): Record<string, string> => (text === null ? {} : { [key]: text })),
      borrowRate: fc.option(typed),
      days: fc.option(typed),
      chartAsset: fc.option(typed),
    })
    const answer = (asked: Parameters<typeof parseScenarioInputs>[0]) => {
      const { scenario, problems } = parseScenarioInputs(asked, subject.assets)
      const isWrong = problems.borrowRate ?? problems.days ?? Object.values(problems.prices)[0] ?? null
      expect(scenario === null).toBe(isWrong !== null)
      if (!scenario) return
      subject.computeOutcome(scenario)
      subject.computeCurve(scenario, base.asset, { fromE8: 1n, toE8: base.priceE8 * 2n }, 5)
    }
    fc.assert(
      fc.property(inputs, fc.string(), (asked, garbage) => {
        answer(asked)
        answer(parseScenarioQuery(writeScenarioQuery(garbage, asked), subject.assets))
        answer(parseScenarioQuery(garbage, subject.assets))
      }),
      { numRuns: 100 },
    )
  })
})
