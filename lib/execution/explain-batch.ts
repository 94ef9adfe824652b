import type { Client } from 'viem'
import type { TransactionPlan } from '../plan/plan'
import { findFailing, listTrials } from '../safe/explain'
import { isBatchFailure } from '../safe/safe-errors'
import { decodeRevert, type ErrorReader, gasRevert, type Revert } from './revert'
import { hasSucceeded, readRevertData, simulateCalls } from './simulate-calls'
import type { CallResult } from './simulated-block'
import { withTimeLimit } from './time-limit'

/** What it would find out is worth no longer wait: that the step fails is known by then. */
const LIMIT_MS = 5_000

/**
 * What made a batch in a Safe fail, where the chain says no more than that something in it did: the first call that fails by
 * itself, run after the steps before it at the time of the block in which the batch failed. Null where that cannot be told.
 * One request more; never throws.
 */
export async function explainBatch(
  client: Client,
  plan: TransactionPlan,
  stepIndex: number,
  failed: { readonly result: CallResult; readonly timestamp: bigint },
  reader: ErrorReader,
): Promise<Revert | null> {
  const step = plan.steps[stepIndex]
  if (step?.kind !== 'call' || !step.batch) return null
  if (!isBatchFailure(decodeRevert(readRevertData(failed.result), reader).reason)) return null
  const before = plan.steps.slice(0, stepIndex).map(({ call }) => ({ from: plan.owner, call }))
  const trials = listTrials(step.batch)
  try {
    const { timestamp } = failed
    const request = simulateCalls(client, [...before, ...trials], { timestamp })
    const results = (await withTimeLimit(request, LIMIT_MS)).calls.slice(before.length)
    const failing = findFailing(
      trials,
      results.map((one) => ({ isSuccess: hasSucceeded(one), returnData: readRevertData(one) })),
    )
    // Each call goes well by itself: it is their sum that does not.
    return failing ? decodeRevert(failing.revertData, reader) : gasRevert
  } catch {
    return null
  }
}
