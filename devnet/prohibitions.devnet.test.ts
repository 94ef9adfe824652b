import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Address } from '../lib/domain/asset'
import type { Intent } from '../lib/domain/intent'
import { identifyIssue, isRefusal } from '../lib/domain/issue'
import { WAD } from '../lib/domain/math'
import { computeUnit } from '../lib/domain/value'
import { decodeRevert } from '../lib/execution/revert'
import type { PlanResult, TransactionPlan } from '../lib/plan/plan'
import { planLend } from '../lib/plan/plan-lend'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { planRevoke } from '../lib/plan/plan-revoke'
import { makeTolerance } from '../lib/plan/tolerance'
import { gearboxV3 } from '../lib/protocols/gearbox-v3'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { advanceTime, fund, revertTo, snapshot } from './controls'
import { connectTestChain } from './test-chain'
import { forcePlan } from './testing/force-plan'
import { createHarness, expectPlan } from './testing/harness'
import { LP, VAULT } from './testing/prohibition-case'
import { type Flow, flows, intendFlow } from './testing/prohibition-flows'
import { createLevers, type Levers } from './testing/prohibition-states'
import { marketCases } from './testing/prohibitions-of-markets'
import { priceCases } from './testing/prohibitions-of-prices'

/** What we refuse although the chain would do it: risks of our own judgement. */
const ownGuards: ReadonlySet<string> = new Set([
  'health-factor-too-low',
  'health-factor-under-floor',
  'price-impact-too-high',
  'price-stale',
  'price-unavailable',
  'collateral-worthless',
])

/**
 * Every flow in every state that a market's operators, its prices or its venues can put it into: what we refuse
 * the chain refuses, and what we accept it accepts. One farm a state, the one that the state concerns. Bots
 * and loss policies concern none of these calls; a token without quota rate cannot be collateral.
 */
describe('prohibitions of Gearbox', () => {
  const url = inject('rpcUrl')
  const harness = createHarness(gearboxV3, url)
  const chain = connectTestChain(url)
  let start: Hex
  let base: AccountSnapshot
  let drafted: ReadonlyMap<string, TransactionPlan>
  const farmIdOf = (name: string) => base.markets.farms.find((farm) => farm.name === name)?.id

  beforeAll(async () => {
    start = await snapshot(chain)
    await fund(chain, harness.owner)
    const { farms } = await harness.readMarkets()
    for (const name of [LP, VAULT]) {
      const farm = farms.find((f) => f.name === name)
      if (!farm) throw new Error(`No ${name}`)
      const deposit = { asset: farm.debtAsset, amount: 10_000n * computeUnit(farm.debtAsset.decimals) }
      await run(() => ({
        kind: 'open',
        farmId: farm.id,
        owner: harness.owner,
        deposit,
        leverageWad: 3n * WAD,
      }))
      await run((account) => {
        const position = account.positions.find((p) => p.farmId === farm.id)
        const asset = account.wallet.find((held) => held.asset.symbol === 'WETH')?.asset
        if (!position || !asset) throw new Error('Not opened')
        const at = { positionId: position.id, owner: harness.owner }
        return { ...at, kind: 'deposit', deposit: { asset, amount: WAD / 2n }, use: 'hold' }
      })
    }
    await run((account) => {
      const pool = account.markets.pools.find((p) => p.asset.symbol === 'USDC')
      return { kind: 'supply', poolId: pool?.id ?? '', owner: harness.owner, amount: 5_000n * 10n ** 6n }
    })
    await advanceTime(chain, 86_400)
    base = await harness.readAccount()
    const plans = [farmIdOf(LP), farmIdOf(VAULT)].flatMap((farmId = '') =>
      flows.map((flow) => [`${farmId} ${flow}`, planFor(base, intendFlow(flow, base, farmId))] as const),
    )
    drafted = new Map(plans.flatMap(([key, result]) => (result.ok ? [[key, result.plan] as const] : [])))
  })
  // the files after this one share the chain
  afterAll(async () => {
    await revertTo(chain, start)
  })

  async function run(intend: (account: AccountSnapshot) => Intent): Promise<void> {
    const account = await harness.readAccount()
    await harness.runExactly(expectPlan(planFor(account, intend(account))), account)
  }

  function planFor(account: AccountSnapshot, intent: Intent): PlanResult {
    const tolerance = makeTolerance(account.markets.block)
    if (intent.kind === 'open') return planOpen(gearboxV3, account.markets, account, intent, tolerance)
    if ('poolId' in intent) return planLend(gearboxV3, account.markets, account, intent, tolerance)
    if (intent.kind === 'revoke') return planRevoke(account, intent.allowance, tolerance)
    if (intent.kind === 'sweep') throw new Error('Nothing lies in a Safe here')
    return planManage(gearboxV3, account, intent, tolerance)
  }

  /** null where the chain carries all of it out, else why it does not. */
  async function askChain(plan: TransactionPlan): Promise<string | null> {
    const calls = plan.steps.map(({ call }) => ({ from: plan.owner, to: call.to, data: call.data }))
    type Block = { readonly calls: readonly { readonly status: Hex; readonly returnData: Hex }[] }
    const [block] = await chain.request<{
      Method: string
      Parameters: unknown
      ReturnType: readonly Block[]
    }>({
      method: 'eth_simulateV1',
      params: [{ blockStateCalls: [{ calls }], validation: false }, 'pending'],
    })
    const failed = block?.calls.find((call) => BigInt(call.status) !== 1n)
    return failed ? decodeRevert(failed.returnData, gearboxV3).reason : null
  }

  /** Which flows are refused in a state, by the codes that say why, after the chain was asked about each. */
  async function judge(farmId: string): Promise<Readonly<Record<string, readonly Flow[]>>> {
    const account = await harness.readAccount()
    const refused: Record<string, Flow[]> = {}
    for (const flow of flows) {
      const inOpenMarket = drafted.get(`${farmId} ${flow}`)
      if (!inOpenMarket) continue
      const intent = intendFlow(flow, base, farmId)
      const result = planFor(account, intent)
      if (result.ok) {
        expect.soft(await askChain(result.plan), `${flow} is accepted`).toBeNull()
        continue
      }
      const codes = result.issues.filter(isRefusal).map(identifyIssue)
      refused[codes.join(' ')] = [...(refused[codes.join(' ')] ?? []), flow]
      if (codes.some((code) => ownGuards.has(code))) continue
      const forced = result.estimate ? forcePlan(account, intent, result.estimate) : inOpenMarket
      expect.soft(await askChain(forced), `${flow} is refused: ${codes}`).not.toBeNull()
    }
    return refused
  }

  it.each([...marketCases, ...priceCases])(
    '$name stops ($farm) what it stops on the chain',
    async ({ farm: name, enter, refused }) => {
      const id = await snapshot(chain)
      // Each state before it may have put another contract at the same address.
      harness.forget()
      try {
        const farm = base.markets.farms.find((f) => f.name === name)
        if (!farm) throw new Error(`No ${name}`)
        await enter(createLevers(chain, url, base.markets, farm.market), farm.asset.address)
        const judged = await judge(farm.id)
        const sorted = (codes: typeof refused) =>
          Object.fromEntries(Object.entries(codes).map(([code, stopped]) => [code, [...stopped].sort()]))
        expect(sorted(judged)).toEqual(sorted(refused))
      } finally {
        await revertTo(chain, id)
      }
    },
  )

  it.each([
    ['WETH', 'price-stale', (l: Levers) => l.freezeFeed(l.tokenBy('WETH'))],
    ['the farm', 'price-unavailable', (l: Levers, farm: Address) => l.breakFeed(farm)],
  ] as const)('a price that goes between plan and rehearsal is named: %s, %s', async (_, code, enter) => {
    const id = await snapshot(chain)
    try {
      const farm = base.markets.farms.find(({ name }) => name === LP)
      const planned = drafted.get(`${farm?.id} deposit into the farm`)
      if (!farm || !planned) throw new Error('Not planned')
      await enter(createLevers(chain, url, base.markets, farm.market), farm.asset.address)
      const result = await harness.simulate(planned, base.markets)
      const symbol = code === 'price-stale' ? 'WETH' : farm.asset.symbol
      expect(result).toMatchObject({ ok: false, issue: { code, symbols: [symbol] } })
    } finally {
      await revertTo(chain, id)
    }
  })

  it('are met by flows that an open market takes, all of them', () => {
    const asked = (farm: string) => flows.filter((flow) => drafted.has(`${farmIdOf(farm)} ${flow}`))
    expect(asked(LP)).toEqual(flows)
    expect(flows.filter((flow) => !asked(VAULT).includes(flow))).toEqual([
      'claim to the wallet',
      'claim into the farm',
    ])
  })
})
