import { encodeFunctionData, erc20Abi } from 'viem'
import type { Action } from '../domain/action'
import type { Address, AssetAmount } from '../domain/asset'
import type { Allowed, InnerCall, PlannedBatch } from '../domain/batch'
import type { Call, OperationCall } from '../domain/call'
import type { Requirement } from '../domain/requirement'
import { encodeCreation, encodeExecution } from './encode'
import { convertItem } from './inner-call'
import { predictSafe } from './predict'

/** A call that the Safe makes, with what it does. */
export type SafeCall = Pick<OperationCall, 'call' | 'actions'> & {
  /** What it lets somebody take of the Safe, as it was meant: never read from its bytes. Taking back needs no mention. */
  readonly allows?: Allowed
}

type Errand = {
  readonly owner: Address
  /** Which of the owner's Safes: its index among `listCandidates`. */
  readonly index: number
  /** Whether it has been created by now. */
  readonly isThere: boolean
  /** Wei that the owner sends along: the calls must use all of it. */
  readonly value: bigint
  /** What goes from the owner's wallet into the Safe before the calls; an asset once. */
  readonly takes: readonly AssetAmount[]
  readonly calls: readonly SafeCall[]
  /** Tokens of which the owner gets all that the Safe is left with after the calls. */
  readonly sweeps: readonly Address[]
  /** What it does that the owner gets all that is then left of the wrapped coin, as the coin; left out where they do not. */
  readonly unwrapping?: readonly Action[]
  /** Whose `sweepToken` and `unwrapWETH9` that goes through: a stateless router's. */
  readonly sweeper: Address
}

/** What an operation in a person's Safe requires, and its one call: all of it or nothing. As an `OperationDraft` has them. */
export function carryOut(errand: Errand): {
  readonly requirements: readonly Requirement[]
  readonly calls: readonly OperationCall[]
} {
  const { owner, index, isThere, calls } = errand
  const safe = predictSafe(owner, index)
  const takes = errand.takes.filter(({ amount }) => amount > 0n)
  const account: Requirement = {
    kind: 'account',
    address: safe,
    name: 'Safe',
    ways: [{ by: 'call', call: encodeCreation(owner, index) }],
  }
  const allowances = takes.map(
    (take): Requirement => ({ kind: 'allowance', ...take, spender: safe, spenderName: 'your Safe' }),
  )
  const batch = planBatch({ ...errand, takes }, safe)
  return {
    requirements: isThere ? allowances : [account, ...allowances],
    calls: [
      {
        call: encodeExecution(batch),
        actions: [...calls.flatMap(({ actions }) => actions), ...(errand.unwrapping ?? [])],
        batch,
      },
    ],
  }
}

function planBatch(errand: Errand, safe: Address): PlannedBatch {
  const { owner, value, takes, calls } = errand
  const swept = sweepAll(errand)
  const made = [...takes.map((take) => encodeTake(take, owner, safe)), ...calls.map(({ call }) => call)]
  return {
    safe,
    owner,
    value,
    calls: [...made.map((call) => convertItem({ kind: 'call', call })), ...swept],
    approvals: calls.flatMap(({ allows }) => allows ?? []),
    takes: takes.map(({ asset, amount }) => ({ token: asset.address, amount })),
    sweepers: swept.length > 0 ? [errand.sweeper] : [],
  }
}

function sweepAll({ owner, sweeps, unwrapping, sweeper }: Errand): readonly InnerCall[] {
  const how = { by: sweeper, minimum: 0n, receiver: owner }
  return [
    ...sweeps.map((token) => convertItem({ kind: 'sweep', token, ...how })),
    ...(unwrapping ? [convertItem({ kind: 'unwrap', ...how })] : []),
  ]
}

function encodeTake({ asset, amount }: AssetAmount, owner: Address, safe: Address): Call {
  const args = [owner, safe, amount] as const
  return {
    to: asset.address,
    data: encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args }),
    value: 0n,
  }
}
