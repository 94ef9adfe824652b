import { expect } from 'vitest'
import { practiceChain } from '../../lib/config/chains'
import { isSameAddress } from '../../lib/domain/asset'
import { computeFigures } from '../../lib/domain/figures'
import type { Intent } from '../../lib/domain/intent'
import { type IssueCode, identifyIssue, isRefusal } from '../../lib/domain/issue'
import type { PlanResult } from '../../lib/plan/plan'
import { planLend } from '../../lib/plan/plan-lend'
import { planManage } from '../../lib/plan/plan-manage'
import { planOpen } from '../../lib/plan/plan-open'
import { planRevoke } from '../../lib/plan/plan-revoke'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { advanceTime, liquidateUnhealthy, readPricedAssets, setPrice } from '../controls'
import { countTokens, expectValueKept } from './conservation'
import type { Refused } from './driver'
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
  /** Each refusal by its code, or by the rule of its protocol. */
  byReason: Record<string, number>
}

export const emptyTally = (): Tally => ({
  executed: 0,
  refused: 0,
  world: 0,
  idle: 0,
  byKind: {},
  byReason: {},
})

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
  if (step.kind === 'disturb' || step.kind === 'fall') {
    const isDone = await (step.kind === 'fall'
      ? fall(harness, before, step.position)
      : harness.driver.disturb(harness.chain, before, step))
    if (isDone) tally.world++
    else tally.idle++
    return
  }
  const intent = intendFor(step, before, harness.adapter.lending !== null)
  if (!intent) {
    tally.idle++
    return
  }
  const result = await harness.planWith(before, (asked) => planFor(harness, asked, intent))
  if (!result.ok) {
    await expectRefusalHolds(harness, before, intent, result)
    tally.refused++
    for (const issue of result.issues.filter(isRefusal)) count(tally.byReason, identifyIssue(issue))
    return
  }
  const after = await harness.runExactly(result.plan, before)
  // an account that its protocol gave out again may hold a unit of its last owner: it counts before, too
  const accounts = [...new Set([...before.positions, ...after.positions].map((position) => position.account))]
  expect(await countTokens(harness, after, accounts)).toEqual(await countTokens(harness, before, accounts))
  expectValueKept(harness, before, after, result.plan)
  expect(await findResidue(harness, after)).toEqual([])
  tally.executed++
  count(tally.byKind, intent.kind)
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

function planFor({ adapter }: Harness, before: AccountSnapshot, intent: Intent): PlanResult {
  const tolerance = makeTolerance(before.markets.block)
  if (intent.kind === 'open') return planOpen(adapter, before.markets, before, intent, tolerance)
  if ('poolId' in intent) return planLend(adapter, before.markets, before, intent, tolerance)
  if (intent.kind === 'revoke') return planRevoke(before, intent.allowance, tolerance)
  if (intent.kind === 'sweep') throw new Error('Nothing lies in a Safe here')
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

/** Prices move no further than this in a step, in hundredths. */
const FURTHEST = 35
/** So far beyond where a position may be liquidated, in thousandths. */
const BEYOND = 3

/** What a position rests on moves to just where it is liquidated, and is. */
async function fall({ chain }: Harness, { positions }: AccountSnapshot, index: number): Promise<boolean> {
  const position = positions[index % Math.max(1, positions.length)]
  if (!position) return false
  const priced = await readPricedAssets(chain)
  for (const { asset, priceE8, side } of computeFigures(position).liquidations) {
    const found = priced.find(({ address }) => isSameAddress(address, asset.address))
    if (!found) continue
    const price = (Number(priceE8) / 1e8) * (1 + (side === 'below' ? -BEYOND : BEYOND) / 1_000)
    if (Math.abs(price / Number(found.price) - 1) * 100 > FURTHEST) continue
    await setPrice(chain, asset.address, price.toFixed(8))
    await liquidateUnhealthy(chain)
    return true
  }
  return false
}

async function expectRefusalHolds(
  harness: Harness,
  before: AccountSnapshot,
  intent: Intent,
  result: Extract<PlanResult, { ok: false }>,
): Promise<void> {
  const refusals = result.issues.filter(isRefusal)
  expect(refusals.length, print(result.issues)).toBeGreaterThan(0)
  for (const issue of refusals) {
    const isLeftToChain = result.estimate !== null && chainTold.has(issue.code)
    expect(
      isLeftToChain || isSo(harness, { issue, before, intent, estimate: result.estimate }),
      `${print(intent)} refused: ${print(issue)}`,
    ).toBe(true)
  }
  if (result.estimate && refusals.some(({ code }) => chainEnforced.has(code) || chainTold.has(code))) {
    const simulated = await harness.simulate(forcePlan(before, intent, result.estimate), before.markets)
    expect(simulated.ok, `${print(refusals)} but the chain would do it`).toBe(false)
  }
}

/** By what its protocol alone knows, or by what holds for all. */
function isSo({ driver }: Harness, refused: Refused): boolean {
  const { issue, before, intent, estimate } = refused
  return driver.isReasonTrue(refused) === true || isReasonTrue(issue, before, intent, estimate)
}
