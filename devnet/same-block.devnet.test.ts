import { describe, expect, inject, it } from 'vitest'
import { WAD } from '../lib/domain/math'
import { computeAmountOfValue } from '../lib/domain/value'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import { protocols } from '../lib/protocols/registry'
import { fund } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan, type Harness } from './testing/harness'

const DEPOSIT_E8 = 10_000n * 10n ** 8n

describe.each(protocols)('what several people open in one block, in $name', (adapter) => {
  const somebody = createHarness(adapter, inject('rpcUrl'))
  const people = [somebody, ...[2, 3].map(() => createHarness(adapter, inject('rpcUrl')))]
  const { chain, client, owner } = somebody
  keepFresh(chain, owner)

  async function planOpening({ readAccount }: Harness) {
    const account = await readAccount()
    const [farm] = account.markets.farms
    const [deposit] = farm?.depositAssets ?? []
    if (!farm || !deposit) throw new Error('No farm takes a deposit')
    const amount = computeAmountOfValue(DEPOSIT_E8, deposit.priceE8, deposit.asset.decimals, 'down')
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner: account.owner,
      deposit: { asset: deposit.asset, amount },
      leverageWad: (3n * WAD) / 2n,
    } as const
    const tolerance = makeTolerance(account.markets.block)
    const plan = expectPlan(planOpen(adapter, account.markets, account, intent, tolerance))
    return { account, intent, plan }
  }

  it('is found for each of them as it was then', async () => {
    for (const person of people) await fund(chain, person.owner)
    const openings = await Promise.all(people.map(planOpening))
    await chain.setAutomine(false)
    try {
      for (const [i, { plan }] of openings.entries()) await people[i]?.send(plan)
      await chain.mine({ blocks: 1 })
    } finally {
      await chain.setAutomine(true)
    }
    const block = await chain.getBlockNumber()
    for (const [i, { account, intent }] of openings.entries()) {
      const then = await adapter.fetchAccountAt(client, account.markets, intent, block)
      const now = await people[i]?.readAccount()
      expect(now?.positions).toHaveLength(1)
      expect(then.positions.map(({ id, debts, collaterals }) => [id, debts, collaterals])).toEqual(
        now?.positions.map(({ id, debts, collaterals }) => [id, debts, collaterals]),
      )
    }
  })
})
