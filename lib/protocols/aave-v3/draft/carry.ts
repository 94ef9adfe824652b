import { decodeFunctionResult, encodeFunctionData, erc20Abi, parseAbi } from 'viem'
import { type Address, isSameAddress } from '../../../domain/asset'
import type { Ask } from '../../../domain/question'
import { carryOut, type SafeCall } from '../../../safe/carry-out'
import { listCandidates } from '../../../safe/predict'
import type { OperationDraft } from '../../protocol'
import { findSweeper } from '../addresses'
import { encodeApproval } from './encode'
import { refuse } from './refusal'
import { refuseChangedSafe, refuseWithoutSweeper } from './words'
import { allowPool, isOwners, type Refusal, type Working } from './working'

type Carried = Pick<OperationDraft, 'requirements' | 'calls' | 'released'>

/**
 * The account's calls as its owner sends them: one after the other where it is theirs, as one batch where it is a Safe of theirs.
 */
export function carry(w: Working, ask: Ask): Carried | Refusal {
  if (!isOwners(w)) return carryInSafe(w, ask)
  const { pool, protocol } = w.raw.structure
  const taker = { spender: pool, spenderName: `${protocol.name} pool` }
  return {
    requirements: w.brings.map((bring) => ({ kind: 'allowance', ...bring, ...taker })),
    calls: w.calls.map(({ call, actions }) => ({ call, actions })),
    released: w.returns.length > 0 ? [taker] : [],
  }
}

function carryInSafe(w: Working, ask: Ask): Carried | Refusal {
  const { owner, holder, raw, brings, returns } = w
  const candidate = listCandidates(owner).find(({ address }) => isSameAddress(address, holder.account))
  if (!candidate) return refuse('position-gone')
  const known = raw.safes.find(({ address }) => isSameAddress(address, holder.account))
  if (known?.state.kind === 'changed') return refuse(refuseChangedSafe())
  const sweeper = findSweeper(raw.structure.chainId)
  if (!sweeper && returns.length > 0) return refuse(refuseWithoutSweeper())
  const carried = carryOut({
    owner,
    index: candidate.index,
    isThere: isThere(ask, holder.account),
    value: 0n,
    takes: brings,
    calls: [...encodeAllowing(w, ask), ...w.calls, ...encodeTakingBack(w)],
    sweeps: returns.map(({ address }) => address),
    sweeper: sweeper ?? owner,
  })
  return { ...carried, released: [] }
}

const safeAbi = parseAbi(['function masterCopy() view returns (address)'])

/** Anybody may supply for a Safe that was not created yet. */
function isThere(ask: Ask, safe: Address): boolean {
  const answer = ask(safe, encodeFunctionData({ abi: safeAbi, functionName: 'masterCopy' }))
  return answer !== null && answer !== '0x'
}

/** Some tokens refuse to allow something while something is allowed: what is left from before is taken back first. */
function encodeAllowing(w: Working, ask: Ask): readonly SafeCall[] {
  const { pool } = w.raw.structure
  return w.brings.flatMap((bring) => {
    const allow = { call: encodeApproval(bring, pool), actions: [], allows: allowPool(w, bring) }
    if (!isAllowed(ask, bring.asset.address, w.holder.account, pool)) return [allow]
    return [{ call: encodeApproval({ ...bring, amount: 0n }, pool), actions: [] }, allow]
  })
}

function isAllowed(ask: Ask, token: Address, holder: Address, spender: Address): boolean {
  const args = [holder, spender] as const
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'allowance', args })
  const answer = ask(token, data)
  if (answer === null || answer === '0x') return false
  return decodeFunctionResult({ abi: erc20Abi, functionName: 'allowance', data: answer }) > 0n
}

function encodeTakingBack({ returns, raw }: Working): readonly SafeCall[] {
  return returns.map((asset) => ({
    call: encodeApproval({ asset, amount: 0n }, raw.structure.pool),
    actions: [],
  }))
}
