import { expect } from 'vitest'
import { practiceChain } from '../../lib/config/chains'
import type { Intent } from '../../lib/domain/intent'
import type { IssueCode } from '../../lib/domain/issue'
import type { PlanResult } from '../../lib/plan/plan'
import { planLend } from '../../lib/plan/plan-lend'
import { planManage } from '../../lib/plan/plan-manage'
import { planOpen } from '../../lib/plan/plan-open'
import { planRevoke } from '../../lib/plan/plan-revoke'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { advanceTime, liquidateUnhealthy, readPricedAssets, setPrice } from '../controls'
import { countTokens, expectValueKept } from './conservation'
import { forcePlan } from './force-plan'
import { type Harness, print } from './harness'
import { intendFor } from './model-commands'
import { isReasonTrue } from './model-reasons'
import type { Step } from './model-steps'
import { findResidue } from './residue'

export type Tally = {
  executed: number
  refused: number
  world: number
  idle: number
  byKind: Record<string, number>
}

export const emptyTally = (): Tally => ({ executed: 0, refused: 0, world: 0, idle: 0, byKind: {} })

/** Reasons that the chain itself enforces: the very call, sent all the same, must fail. */
const chainEnforced: ReadonlySet<IssueCode> = new Set([
  'amount-over-balance',
  'debt-below-minimum',
  'debt-over-maximum',
  'not-enough-collateral',
  'cap-limit-reached',
])

/** Reasons that nothing but the chain can confirm, since they rest on what a protocol keeps to itself. */
const chainTold: ReadonlySet<IssueCode> = new Set([
  'borrowing-forbidden',
  'cap-limit-reached',
  'collateral-worthless',
  'lending-limit-reached',
  'market-paused',
  'pool-liquidity-too-low',
  'protocol-rule',
  'withdrawal-over-liquidity',
])

/** One step: refused for a reason that holds, or mined exactly as simulated with nothing lost and nothing left. */
export async function takeStep(harness: Harness, step: Step, tally: Tally): Promise<void> {
  if (step.kind === 'price' || step.kind === 'advance' || step.kind === 'liquidate') {
    await changeWorld(harness, step)
    tally.world++
    return
  }
  const before = await harness.readAccount()
  const intent = intendFor(step, before, harness.adapter.lending !== null)
  if (!intent) {
    tally.idle++
    return
  }
  const result = await harness.planWith(before, (asked) => planFor(harness, asked, intent))
  if (!result.ok) {
    await expectRefusalHolds(harness, before, intent, result)
    tally.refused++
    return
  }
  const after = await harness.runExactly(result.plan, before)
  // an account that its protocol gave out again may hold a unit of its last owner: it counts before, too
  const accounts = [...new Set([...before.positions, ...after.positions].map((position) => position.account))]
  expect(await countTokens(harness, after, accounts)).toEqual(await countTokens(harness, before, accounts))
  expectValueKept(harness, before, after, result.plan)
  expect(await findResidue(harness, after)).toEqual([])
  tally.executed++
  tally.byKind[intent.kind] = (tally.byKind[intent.kind] ?? 0) + 1
}

function planFor({ adapter }: Harness, before: AccountSnapshot, intent: Intent): PlanResult {
  const tolerance = makeTolerance(before.markets.block)
  if (intent.kind === 'open') return planOpen(adapter, before.markets, before, intent, tolerance)
  if ('poolId' in intent) return planLend(adapter, before.markets, before, intent, tolerance)
  if (intent.kind === 'revoke') return planRevoke(before, intent.allowance, tolerance)
  return planManage(adapter, before, intent, tolerance)
}

async function changeWorld({ chain, driver }: Harness, step: Step): Promise<void> {
  if (step.kind === 'advance') await advanceTime(chain, step.days * 86_400)
  if (step.kind === 'liquidate') await liquidateUnhealthy(chain)
  if (step.kind === 'price') {
    const assets = await readPricedAssets(chain)
    const asset = assets[step.asset % assets.length]
    if (!asset) throw new Error('The practice chain prices nothing')
    // dollars stay dollars: what a peg's loss does is a matter for scenarios, not for hundreds of steps
    const percent = driver.isDollar(practiceChain.id, asset.address)
      ? 100 + Math.sign(step.percent - 100)
      : step.percent
    await setPrice(chain, asset.address, ((Number(asset.price) * percent) / 100).toFixed(8))
  }
}

async function expectRefusalHolds(
  harness: Harness,
  before: AccountSnapshot,
  intent: Intent,
  result: Extract<PlanResult, { ok: false }>,
): Promise<void> {
  const refusals = result.issues.filter((issue) => issue.severity === 'refusal')
  expect(refusals.length, print(result.issues)).toBeGreaterThan(0)
  for (const issue of refusals) {
    const isLeftToChain = result.estimate !== null && chainTold.has(issue.code)
    expect(
      isLeftToChain || isReasonTrue(issue, before, intent, result.estimate),
      `${print(intent)} refused: ${print(issue)}`,
    ).toBe(true)
  }
  if (result.estimate && refusals.some(({ code }) => chainEnforced.has(code) || chainTold.has(code))) {
    const simulated = await harness.simulate(forcePlan(before, intent, result.estimate), before.markets)
    expect(simulated.ok, `${print(refusals)} but the chain would do it`).toBe(false)
  }
}
