import { type Client, hexToBigInt } from 'viem'
import type { Issue } from '../domain/issue'
import type { OutcomeGuards } from '../plan/outcome'
import type { TransactionPlan } from '../plan/plan'
import type { AccountProbe, AccountSnapshot, Block } from '../protocols/protocol'
import { explainBatch } from './explain-batch'
import { describeNodeFault, NonsenseError } from './node-fault'
import { findOwnBlock } from './own-blocks'
import { namePriceCause } from './price-cause'
import { reasonOf } from './request-error'
import { decodeRevert, type ErrorReader, gasRevert, type Revert, saysOutOfGas } from './revert'
import { findNeedlessCreations, findSafeFault } from './safe-contracts'
import { hasSucceeded, readRevertData, requestRaw, simulateCalls } from './simulate-calls'
import { type CallResult, parseQuantity, type SimulatedBlock } from './simulated-block'
import type { SimulationResult } from './simulation'
import { type Drafter, nameSlippageCause } from './slippage-cause'
import { pause, withTimeLimit } from './time-limit'

/** A simulation that takes longer than this counts as no answer. */
const SIMULATION_LIMIT_MS = 20_000

/** Tip per gas that is added to the block's base fee: what wallets propose in quiet times, and anvil's own figure. */
const PRIORITY_FEE_ALLOWANCE_WEI = 1_000_000_000n

export type SimulateOptions = ErrorReader &
  Drafter & {
    /** Unix time in seconds at which the calls are run; the node's own next block where left out. */
    readonly timestamp?: bigint
    readonly limitMs?: number
    /** Our own guards, asked of what comes out. */
    readonly judge?: OutcomeGuards['judge']
    /** Between two tries at a node that is busy, or that lags behind one's own last transaction. */
    readonly pauseMs?: number
  }

/** Tries at a node that will answer in a moment: behind a rate limit, or behind another node of the same URL. */
const TRIES = 4
const PAUSE_MS = 1_500

/**
 * Runs the very calls of a plan on top of the chain's pending state, with the account read before and
 * after them in the same block, in one `eth_simulateV1` request. Approvals are run, not assumed. Never
 * throws: whatever could not be proven comes back as a refusal.
 */
export async function simulatePlan(
  client: Client,
  plan: TransactionPlan,
  probe: AccountProbe,
  options: SimulateOptions,
): Promise<SimulationResult> {
  const { limitMs = SIMULATION_LIMIT_MS, pauseMs = PAUSE_MS } = options
  const until = performance.now() + limitMs
  for (let tries = 1; ; tries++) {
    const result = await tryOnce(client, plan, probe, options, until - performance.now())
    const isWorthATry = !result.ok && PASSING_CODES.has(result.issue.code)
    if (!isWorthATry || tries === TRIES || performance.now() + pauseMs > until) return result
    await pause(pauseMs)
  }
}

/** What is over in a moment, as far as can be told. */
const PASSING_CODES: ReadonlySet<string> = new Set(['rpc-busy', 'state-behind'])

async function tryOnce(
  client: Client,
  plan: TransactionPlan,
  probe: AccountProbe,
  options: SimulateOptions,
  limitMs: number,
): Promise<SimulationResult> {
  try {
    return await withTimeLimit(simulate(client, plan, probe, options), limitMs)
  } catch (error) {
    return { ok: false, block: null, issue: convertRequestError(client, error) }
  }
}

async function simulate(
  client: Client,
  plan: TransactionPlan,
  probe: AccountProbe,
  options: SimulateOptions,
): Promise<SimulationResult> {
  const fault = await findSafeFault(client, plan.steps)
  if (fault) return { ok: false, block: null, issue: fault }
  const from = plan.owner
  const read = { from, call: { to: probe.to, data: probe.data, value: 0n } }
  const simulated = await simulateCalls(
    client,
    [read, ...plan.steps.map(({ call }) => ({ from, call })), read],
    { timestamp: options.timestamp, codes: { [probe.to]: { code: probe.code } } },
  )
  const block: Block = { number: hexToBigInt(simulated.number), timestamp: hexToBigInt(simulated.timestamp) }
  const fail = (issue: Issue): SimulationResult => ({ ok: false, block, issue })
  const ownBlock = findOwnBlock(plan.chainId)
  // On top of that block at least, whatever the calls say there.
  if (ownBlock !== null && block.number <= ownBlock) return fail(stateBehind(ownBlock))

  const stepResults = simulated.calls.slice(1, -1)
  const [beforeResult, afterResult] = [simulated.calls[0], simulated.calls.at(-1)]
  if (!beforeResult || !afterResult || stepResults.length !== plan.steps.length) {
    throw new NonsenseError('The node answered for a different number of calls')
  }
  for (const [stepIndex, result] of stepResults.entries()) {
    const issue = await explainStep(client, plan, stepIndex, { result, timestamp: block.timestamp }, options)
    if (!issue) continue
    const isRead = hasSucceeded(beforeResult)
    return fail(isRead ? nameCause(issue, plan, probe.decode(beforeResult.returnData), options) : issue)
  }
  if (!hasSucceeded(beforeResult) || !hasSucceeded(afterResult)) {
    return fail(simulationFailed('the account could not be read'))
  }

  const before = probe.decode(beforeResult.returnData)
  const after = probe.decode(afterResult.returnData)
  const gasUsed = stepResults.reduce((sum, result) => sum + hexToBigInt(result.gasUsed), 0n)
  const networkFeeWei = gasUsed * (await fetchGasPrice(client, simulated))
  const valueSent = plan.steps.reduce((sum, step) => sum + step.call.value, 0n)
  const outcome = { block, before, after, gasUsed, networkFeeWei }
  const unaffordable: readonly Issue[] =
    before.nativeBalance < networkFeeWei + valueSent ? [networkFeeUnaffordable(client, networkFeeWei)] : []
  return { ok: true, ...outcome, issues: [...unaffordable, ...(options.judge?.(plan, outcome) ?? [])] }
}

/** What the chain leaves open: which price was missing, and whether a price has moved at all. */
function nameCause(issue: Issue, plan: TransactionPlan, before: AccountSnapshot, drafter: Drafter): Issue {
  return nameSlippageCause(namePriceCause(issue, plan, before), plan, before, drafter)
}

/**
 * Wei per gas. Geth gives blocks simulated without validation a base fee of 0: only then is a second
 * request made, so that the fee shown is never nothing.
 */
async function fetchGasPrice(client: Client, simulated: SimulatedBlock): Promise<bigint> {
  const baseFee = hexToBigInt(simulated.baseFeePerGas)
  if (baseFee > 0n) return baseFee + PRIORITY_FEE_ALLOWANCE_WEI
  return hexToBigInt(parseQuantity(await requestRaw(client, 'eth_gasPrice', [])))
}

/** Why a step would not go through; null where it would, or where it is needless. */
async function explainStep(
  client: Client,
  plan: TransactionPlan,
  stepIndex: number,
  answered: { readonly result: CallResult; readonly timestamp: bigint },
  reader: ErrorReader,
): Promise<Issue | null> {
  const { result } = answered
  const step = plan.steps[stepIndex]
  if (!hasSucceeded(result)) {
    // A Safe that is there by now cannot be created again, and is not: what follows finds it.
    if (step && (await findNeedlessCreations(client, [step])).has(step)) return null
    const ofCall = await explainBatch(client, plan, stepIndex, answered, reader)
    const { why } = ofCall ?? readRevert(result, reader)
    if (why.kind !== 'explained') return { code: 'simulation-failed', severity: 'refusal', reason: why }
    // It is the chain's word for what was sent too late; here nothing was.
    const isLate = why.cause.code === 'deadline-passed'
    return isLate ? { code: 'review-expired', severity: 'refusal' } : why.cause
  }
  // Older tokens answer an approval that they refuse with `false` instead of reverting.
  const isRefusedApproval = step?.kind === 'approve' && /^0x0+$/.test(result.returnData)
  return isRefusedApproval ? simulationFailed('the token refused the approval') : null
}

function readRevert(result: CallResult, reader: ErrorReader): Revert {
  const data = readRevertData(result)
  const isGasSpent = data === '0x' && saysOutOfGas(result.error?.message ?? '')
  return isGasSpent ? gasRevert : decodeRevert(data, reader)
}

function simulationFailed(text: string): Issue {
  return { code: 'simulation-failed', severity: 'refusal', reason: { kind: 'said', text } }
}

function networkFeeUnaffordable(client: Client, amount: bigint | null): Issue {
  if (amount === null) return { code: 'network-fee-unaffordable', severity: 'refusal', fee: null }
  const { symbol, decimals } = client.chain?.nativeCurrency ?? { symbol: 'ETH', decimals: 18 }
  const fee = { asset: { symbol, decimals }, amount }
  return { code: 'network-fee-unaffordable', severity: 'refusal', fee }
}

function stateBehind(ownBlock: bigint): Issue {
  return { code: 'state-behind', severity: 'refusal', block: ownBlock }
}

/** The request as a whole brought nothing: that is the node's doing, and no word of the chain's. */
function convertRequestError(client: Client, error: unknown): Issue {
  // The calls' own value is checked even without validation; nodes answer this for the request as a whole.
  if (/insufficient funds/i.test(reasonOf(error))) return networkFeeUnaffordable(client, null)
  const issue = describeNodeFault(error)
  return issue.code === 'rpc-incapable' ? { code: 'simulation-unsupported', severity: 'refusal' } : issue
}
