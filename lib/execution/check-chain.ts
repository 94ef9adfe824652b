import { erc20Abi } from 'viem'
import { getBlock, readContract } from 'viem/actions'
import { isSameAddress } from '../domain/asset'
import type { PlanStep, TransactionPlan } from '../plan/plan'
import { describeNodeFault } from './node-fault'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import { concernsSafe, findNeedlessCreations, findSafeFault } from './safe-contracts'
import { pause, withTimeLimit } from './time-limit'

type ApproveStep = Extract<PlanStep, { kind: 'approve' }>

/** Tries at reading an allowance from a node that does not have the approval's block yet. */
const ALLOWANCE_READS = 4

/**
 * Whether Safes can be trusted on this chain, where the plan needs any: throws `RunEnded` where not. Answers the steps that create
 * one which is there already.
 */
export async function checkSafes(
  run: RunContext,
  { steps }: TransactionPlan,
  place: Place,
): Promise<ReadonlySet<PlanStep>> {
  if (!steps.some(concernsSafe)) return new Set()
  const read = Promise.all([findSafeFault(run.client, steps), findNeedlessCreations(run.client, steps)])
  const [fault, needless] = await withTimeLimit(read, run.timing.silenceMs).catch((error: unknown) => {
    throw new RunEnded(failedState(place, describeNodeFault(error)))
  })
  if (fault) throw new RunEnded(failedState(place, fault))
  return needless
}

/** By the chain's clock, not the computer's: the contracts go by that one. */
export async function checkDeadline(run: RunContext, plan: TransactionPlan, place: Place): Promise<void> {
  const readTimestamp = async () => {
    const pending = await getBlock(run.client, { blockTag: 'pending' }).catch(() => null)
    return (pending ?? (await getBlock(run.client, { blockTag: 'latest' }))).timestamp
  }
  let now: bigint
  try {
    now = await withTimeLimit(readTimestamp(), run.timing.silenceMs)
  } catch (error) {
    throw new RunEnded(failedState(place, describeNodeFault(error)))
  }
  if (now > plan.deadlineSeconds) throw new RunEnded(failedState(place, { code: 'review-expired' }))
}

/**
 * Approvals that an earlier, unfinished run of such a plan has left exactly as this one would, with what goes before them; and
 * those that take back what is taken back already. Only the first grant of its kind is judged by what the chain says now: what is
 * allowed once more behind a call, or taken back there, is needed whatever stands before.
 */
export async function findNeedlessApprovals(
  run: RunContext,
  plan: TransactionPlan,
): Promise<ReadonlySet<PlanStep>> {
  const needless = new Set<PlanStep>()
  const approvals = plan.steps.filter((step) => step.kind === 'approve')
  const beforeOf = (step: ApproveStep) =>
    approvals.slice(0, approvals.indexOf(step)).filter((one) => isSameKind(one, step))
  const judged = approvals.filter((step) => beforeOf(step).every(({ amount }) => amount === 0n))
  for (const step of judged.toReversed()) {
    if (needless.has(step)) continue
    const current = await readAllowance(run, plan, step).catch(() => null)
    if (current === step.amount) for (const one of [step, ...beforeOf(step)]) needless.add(one)
  }
  return needless
}

function isSameKind(one: ApproveStep, other: ApproveStep): boolean {
  return isSameAddress(one.asset.address, other.asset.address) && isSameAddress(one.spender, other.spender)
}

/**
 * The wallet may have let the person change the amount: lowered, the main call could only fail; raised, it goes
 * on, and is told.
 */
export async function checkAllowance(
  run: RunContext,
  plan: TransactionPlan,
  step: ApproveStep,
  place: Place,
  blockNumber: bigint,
): Promise<void> {
  let allowed: bigint | null = null
  for (let read = 0; read < ALLOWANCE_READS && allowed === null; read++) {
    if (read > 0) await pause(run.timing.pollMs)
    allowed = await readAllowance(run, plan, step, blockNumber).catch(() => null)
  }
  if (allowed === null) throw new RunEnded(failedState(place, { code: 'rpc-unreachable' }))
  if (allowed === step.amount) return
  const { asset, amount } = step
  const amounts = { needed: { asset, amount }, allowed: { asset, amount: allowed } }
  if (allowed > amount) return run.note({ code: 'allowance-raised', severity: 'warning', amounts })
  throw new RunEnded(failedState(place, { code: 'allowance-too-low', amounts }))
}

function readAllowance(
  run: RunContext,
  plan: TransactionPlan,
  step: ApproveStep,
  blockNumber?: bigint,
): Promise<bigint> {
  const args = [plan.owner, step.spender] as const
  const call = {
    address: step.asset.address,
    abi: erc20Abi,
    functionName: 'allowance',
    args,
    blockNumber,
  } as const
  return withTimeLimit(readContract(run.client, call), run.timing.silenceMs)
}
