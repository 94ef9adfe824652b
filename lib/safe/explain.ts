import { encodeFunctionData, hexToBigInt, parseAbi, size, slice } from 'viem'
import type { Address } from '../domain/asset'
import type { Execution, InnerCall } from '../domain/batch'
import type { Call, Hex } from '../domain/call'
import { encodeExecution } from './encode'

/** One call of a simulation that looks for the one that fails. `index` counts the batch's calls; null for what goes before. */
export type Trial = {
  readonly from: Address
  readonly call: Call
  readonly index: number | null
  /** Tells by its revert how a delegated call went, and leaves nothing of it: a Safe's `simulateAndRevert`. */
  readonly isProbe: boolean
}

/** What a simulation says of a trial. `returnData` are a revert's bytes where it failed. */
export type TrialResult = { readonly isSuccess: boolean; readonly returnData: Hex }

/** The first call of a batch that fails, and what it reverts with. */
export type Failing = { readonly index: number | null; readonly revertData: Hex }

const probeAbi = parseAbi(['function simulateAndRevert(address target, bytes data)'])

/**
 * A batch as single calls, in order, for one `eth_simulateV1` without validation: the batch itself says no more than
 * `GS013`, whatever fails in it. Each is sent from the Safe; what it delegates is tried in its own code, then done.
 */
export function listTrials(execution: Execution): readonly Trial[] {
  const { safe, owner, value, calls } = execution
  const sent: Trial = { from: owner, call: { to: safe, value, data: '0x' }, index: null, isProbe: false }
  const trials = calls.flatMap((inner, index): readonly Trial[] => {
    if (inner.operation === 'delegatecall') return tryDelegated(execution, inner, index)
    const { to, data } = inner
    return [{ from: safe, call: { to, value: inner.value, data }, index, isProbe: false }]
  })
  return value > 0n ? [sent, ...trials] : trials
}

function tryDelegated({ safe, owner }: Execution, { to, data }: InnerCall, index: number): readonly Trial[] {
  const probe = encodeFunctionData({ abi: probeAbi, functionName: 'simulateAndRevert', args: [to, data] })
  const alone = {
    safe,
    owner,
    value: 0n,
    calls: [{ to, value: 0n, data, operation: 'delegatecall' }],
  } as const
  return [
    { from: owner, call: { to: safe, value: 0n, data: probe }, index, isProbe: true },
    { from: owner, call: encodeExecution(alone), index, isProbe: false },
  ]
}

/** Null where none fails by itself: then it is their sum that does, by its gas. `results` are the trials', in their order. */
export function findFailing(trials: readonly Trial[], results: readonly TrialResult[]): Failing | null {
  for (const [at, { index, isProbe }] of trials.entries()) {
    const result = results[at]
    if (!result) return null
    const revertData = isProbe ? readProbe(result) : readPlain(result)
    if (revertData !== null) return { index, revertData }
  }
  return null
}

function readPlain({ isSuccess, returnData }: TrialResult): Hex | null {
  return isSuccess ? null : returnData
}

/** What a delegated call reverted with; null where it went well. It says: success, length, bytes. */
function readProbe({ returnData }: TrialResult): Hex | null {
  if (size(returnData) < 64) return returnData
  if (hexToBigInt(slice(returnData, 0, 32)) === 1n) return null
  return size(returnData) === 64 ? '0x' : slice(returnData, 64)
}
