import { hexToBigInt } from 'viem'
import { type Address, isSameAddress } from '../domain/asset'
import type { SigningDifference } from '../domain/signing-difference'
import type { PlanStep } from '../plan/plan'
import { findDifferences, type Shown } from '../safe/compare'
import { decodeTransaction } from '../safe/decode'
import { type AskedCall, listCalls, type WalletRequest } from './wallet-request'

/** What the steps of a plan showed when it was confirmed, by step. */
export type ShownSteps = ReadonlyMap<PlanStep, Shown>

/** Copies: whatever becomes of the plan's own objects, this is what was confirmed. */
export function noteShown(steps: readonly PlanStep[]): ShownSteps {
  return new Map(steps.map((step) => [step, structuredClone(showStep(step))]))
}

function showStep(step: PlanStep): Shown {
  if (step.kind === 'approve') {
    const { asset, spender, amount } = step
    return { kind: 'approve', token: asset.address, spender, amount }
  }
  if (step.kind === 'prepare' && step.requirement.kind === 'account') {
    return { kind: 'create', safe: step.requirement.address }
  }
  if (step.kind === 'call' && step.batch) return { kind: 'execute', ...step.batch }
  return { kind: 'plain', call: step.call }
}

/** All in which a request is not what the plan's owner was shown of these steps; the request's own bytes are read. */
export function findSigningDifferences(
  { owner, chainId }: { readonly owner: Address; readonly chainId: number },
  shown: readonly (Shown | undefined)[],
  request: WalletRequest,
): readonly SigningDifference[] {
  const [asked] = request.params
  const calls = listCalls(request)
  const wholly = (kind: SigningDifference['kind']) => ({ kind, transaction: null, call: null })
  return [
    ...(isSameAddress(asked.from, owner) ? [] : [wholly('other-account')]),
    ...(hexToBigInt(asked.chainId) === BigInt(chainId) ? [] : [wholly('other-network')]),
    ...(calls.length === shown.length ? [] : [wholly('other-count')]),
    ...calls.flatMap((call, index) => {
      const transaction = calls.length > 1 ? index : null
      return compareCall(owner, shown[index], call).map((found) => ({ ...found, transaction }))
    }),
  ]
}

function compareCall(
  owner: Address,
  shown: Shown | undefined,
  { to, data, value }: AskedCall,
): readonly Omit<SigningDifference, 'transaction'>[] {
  if (!shown) return [{ kind: 'other-transaction', call: null }]
  const signed = decodeTransaction(owner, { to, data, value: hexToBigInt(value) })
  return findDifferences(shown, signed).map((found) => ({
    kind: found.kind,
    call: 'index' in found ? found.index : null,
  }))
}
