import { encodeFunctionData, erc20Abi, maxUint256 } from 'viem'
import type { Address } from '../../../domain/asset'
import type { Call } from '../../../domain/call'
import { encodeSwap } from '../venues/uniswap-v3/encode'
import { poolAbi } from './abi'
import type { LoopStep } from './loop-state'

/** Who calls whom, and until when: a Unix time in seconds. */
export type LoopParties = {
  readonly account: Address
  readonly pool: Address
  readonly router: Address
  readonly deadlineSeconds: bigint
}

/** Debts at a stable rate are no more. */
const VARIABLE = 2n
const NO_REFERRAL = 0

/**
 * The account's own calls, in order: it allows what the steps take at the most, takes them, and takes back what of that was
 * not needed. Whoever was allowed something before has to be told nothing first, where a token wants that.
 */
export function encodeLoops(steps: readonly LoopStep[], parties: LoopParties): readonly Call[] {
  const taken = listTaken(steps, parties)
  return [
    ...taken.map(({ token, spender, most }) => encodeApproval(token, spender, most)),
    ...steps.map((step) => encodeStep(step, parties)),
    ...taken.flatMap(({ token, spender, isExact }) => (isExact ? [] : [encodeApproval(token, spender, 0n)])),
  ]
}

type Taken = {
  readonly token: Address
  readonly spender: Address
  readonly most: bigint
  readonly isExact: boolean
}

/** What the router and the pool take of each token in all steps together. */
function listTaken(steps: readonly LoopStep[], { pool, router }: LoopParties): readonly Taken[] {
  const taken = new Map<string, Taken>()
  const add = (token: Address, spender: Address, most: bigint, isExact: boolean) => {
    const key = `${token}:${spender}`.toLowerCase()
    const before = taken.get(key)
    taken.set(key, {
      token,
      spender,
      most: most + (before?.most ?? 0n),
      isExact: isExact && (before?.isExact ?? true),
    })
  }
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'swap') {
      const isExact = step.trade.exact === 'in'
      add(step.trade.from, router, isExact ? step.trade.amount : step.limit, isExact)
    }
    if (step.kind === 'supply') add(step.asset, pool, step.amount, true)
    if (step.kind === 'repay') add(step.asset, pool, repaidAtMost(steps, index, step.amount), !step.isAll)
  }
  return [...taken.values()]
}

/** All of a debt is what it has grown to by then: as much as was brought for it. */
export function repaidAtMost(steps: readonly LoopStep[], index: number, amount: bigint): bigint {
  const before = steps[index - 1]
  return before?.kind === 'swap' && before.trade.exact === 'out' ? before.trade.amount : amount
}

function encodeApproval(token: Address, spender: Address, amount: bigint): Call {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  return { to: token, data, value: 0n }
}

export function encodeStep(step: LoopStep, parties: LoopParties): Call {
  const { account, pool, router, deadlineSeconds } = parties
  if (step.kind === 'swap') {
    const terms = { router, recipient: account, deadlineSeconds }
    return encodeSwap(step.place, step.trade, step.limit, terms)
  }
  return { to: pool, data: encodePoolCall(step, account), value: 0n }
}

function encodePoolCall(step: Exclude<LoopStep, { kind: 'swap' }>, account: Address) {
  const { asset, amount } = step
  const abi = poolAbi
  switch (step.kind) {
    case 'borrow':
      return encodeFunctionData({
        abi,
        functionName: 'borrow',
        args: [asset, amount, VARIABLE, NO_REFERRAL, account],
      })
    case 'supply':
      return encodeFunctionData({ abi, functionName: 'supply', args: [asset, amount, account, NO_REFERRAL] })
    case 'withdraw':
      return encodeFunctionData({ abi, functionName: 'withdraw', args: [asset, amount, account] })
    case 'repay':
      return encodeFunctionData({
        abi,
        functionName: 'repay',
        args: [asset, step.isAll ? maxUint256 : amount, VARIABLE, account],
      })
  }
}
