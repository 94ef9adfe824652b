import { describe, expect, inject, it } from 'vitest'
import type { Farm } from '../lib/domain/farm'
import type { ManageIntent } from '../lib/domain/intent'
import { WAD } from '../lib/domain/math'
import { rehearsePlan } from '../lib/execution/rehearse'
import { simulatePlan } from '../lib/execution/simulate'
import type { ProvenOutcome } from '../lib/plan/outcome'
import { outcomeGuards } from '../lib/plan/outcome-guards'
import type { TransactionPlan } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { setPrice } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'

describe.each(protocols)('a market that moves between review and signature, in $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, client, chain, driver, readAccount, runExactly } = harness
  keepFresh(chain, owner)

  const findFarm = ({ markets }: AccountSnapshot, form: Farm['forms'][number]) =>
    markets.farms.find((f) => f.forms.includes(form) && f.direction === 'long')
  const farmOf = (account: AccountSnapshot, form: Farm['forms'][number]): Farm => {
    const farm = findFarm(account, form)
    if (!farm) throw new Error(`No ${form} farm`)
    return farm
  }

  /** What borrows in one go: loops use all that each loan may be, and a chain that judges each refuses before we do. */
  const atOnceWad = driver.judgesEachCall ? (3n * WAD) / 2n : 3n * WAD

  function planOpening(account: AccountSnapshot, farm: Farm, leverageWad = 3n * WAD): TransactionPlan {
    const deposit = { asset: farm.debtAsset, amount: 5_000n * 10n ** BigInt(farm.debtAsset.decimals) }
    const intent = { kind: 'open', farmId: farm.id, owner, deposit, leverageWad } as const
    return expectPlan(
      planOpen(adapter, account.markets, account, intent, makeTolerance(account.markets.block)),
    )
  }

  function planManaging(account: AccountSnapshot, intent: Omit<ManageIntent, 'positionId' | 'owner'>) {
    const subject = { positionId: account.positions[0]?.id ?? '', owner }
    const full = { ...intent, ...subject } as ManageIntent
    return expectPlan(planManage(adapter, account, full, makeTolerance(account.markets.block)))
  }

  /** What the review shows, and the question that is asked before each signature. */
  async function review(plan: TransactionPlan, { markets }: AccountSnapshot) {
    const probe = adapter.probeAccount(markets, owner)
    const judged = { ...adapter, judge: outcomeGuards.judge }
    const simulate = async (): Promise<ProvenOutcome> => {
      const result = await simulatePlan(client, plan, probe, judged)
      if (!result.ok) throw new Error(`simulated: ${result.issue.code}`)
      return result
    }
    const reviewed = await simulate()
    const rehearsal = { plan, reviewed, guards: outcomeGuards, probe, errors: adapter }
    return { reviewed, simulate, rehearse: () => rehearsePlan(client, rehearsal, plan.steps) }
  }

  const codesOf = ({ issues }: ProvenOutcome) => issues.map(({ code, severity }) => `${severity} ${code}`)

  it('refuses to open a farm whose oracle has fallen from 2,000 to 1,345 since, though the chain would not', async () => {
    const account = await readAccount()
    const farm = findFarm(account, 'leveraged-lp') ?? farmOf(account, 'spot')
    const { reviewed, simulate, rehearse } = await review(planOpening(account, farm, atOnceWad), account)
    expect(codesOf(reviewed)).toEqual([])
    expect(await rehearse()).toBeNull()

    await setPrice(chain, farm.directionAsset.address, '1345', { feedOnly: true })
    const refusals = codesOf(await simulate()).filter((code) => code.startsWith('refusal'))
    // half of it borrowed stays healthy, and is lost all the same
    const expected = driver.judgesEachCall
      ? ['leverage-over-asked', 'value-lost']
      : ['health-factor-too-low', 'leverage-over-maximum', 'value-lost']
    expect(refusals).toEqual(expected.map((code) => `refusal ${code}`))
    expect(await rehearse()).toMatchObject({ code: expected[0], severity: 'refusal' })
  })

  it('refuses to open a farm that nothing covers any more, as the chain does', async () => {
    const account = await readAccount()
    const farm = farmOf(account, 'spot')
    const { rehearse } = await review(planOpening(account, farm), account)
    await setPrice(chain, farm.directionAsset.address, '1345', { feedOnly: true })
    expect(await rehearse()).toMatchObject({ code: 'not-enough-collateral', severity: 'refusal' })
  })

  it('ends before the signature where figures moved by more than is stated, and says from what to what', async () => {
    const account = await readAccount()
    const farm = farmOf(account, 'spot')
    const { rehearse } = await review(planOpening(account, farm, atOnceWad), account)
    await setPrice(chain, farm.directionAsset.address, '1990', { feedOnly: true })
    expect(await rehearse()).toBeNull()
    await setPrice(chain, farm.directionAsset.address, '1965', { feedOnly: true })
    expect(await rehearse()).toMatchObject({
      code: 'outcome-moved',
      severity: 'refusal',
      moves: expect.arrayContaining([
        { figure: 'health-factor', from: expect.any(BigInt), to: expect.any(BigInt) },
      ]),
    })
  })

  it('lets nobody be stopped from repaying or closing when the price falls', async () => {
    const start = await readAccount()
    const farm = farmOf(start, 'spot')
    const opened = await runExactly(planOpening(start, farm), start)
    await setPrice(chain, farm.directionAsset.address, '1600', { feedOnly: true })
    const fallen = await readAccount()
    const amount = 500n * 10n ** BigInt(farm.debtAsset.decimals)
    for (const intent of [
      { kind: 'repay', amount },
      // what is past the limit by now has nothing to begin to sell with: the wallet repays so much first
      { kind: 'close', receive: farm.debtAsset, coverShortfall: driver.judgesEachCall },
    ] as const) {
      const { reviewed, rehearse } = await review(planManaging(fallen, intent), opened)
      expect(codesOf(reviewed).filter((code) => code.startsWith('refusal'))).toEqual([])
      expect(await rehearse()).toBeNull()
    }
  })

  it('keeps the floor of a withdrawal when the price falls', async () => {
    const start = await readAccount()
    const farm = farmOf(start, 'spot')
    const opened = await runExactly(planOpening(start, farm, 2n * WAD), start)
    const withdraw = { asset: farm.asset, amount: 10n ** BigInt(farm.asset.decimals) / 10n }
    const intent = { kind: 'withdraw', withdraw, healthFactorFloorWad: (14n * WAD) / 10n } as const
    const { reviewed, simulate, rehearse } = await review(planManaging(opened, intent), opened)
    expect(codesOf(reviewed)).toEqual([])
    await setPrice(chain, farm.directionAsset.address, '1590', { feedOnly: true })
    expect(codesOf(await simulate())).toContain('refusal health-factor-under-floor')
    expect(await rehearse()).toMatchObject({ severity: 'refusal' })
  })

  it('takes a fee fifty times as high for another transaction than was reviewed', async () => {
    const account = await readAccount()
    const { rehearse } = await review(planOpening(account, farmOf(account, 'spot')), account)
    await chain.setNextBlockBaseFeePerGas({ baseFeePerGas: 100_000_000_000n })
    await chain.mine({ blocks: 1 })
    expect(await rehearse()).toMatchObject({
      code: 'outcome-moved',
      moves: expect.arrayContaining([
        { figure: 'network-fee', from: expect.any(BigInt), to: expect.any(BigInt) },
      ]),
    })
    await chain.setBalance({ address: owner, value: 1n })
    expect(await rehearse()).toMatchObject({ code: 'network-fee-unaffordable' })
  })
})
