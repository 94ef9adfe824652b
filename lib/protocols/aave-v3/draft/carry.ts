import { encodeFunctionData, parseAbi, zeroAddress } from 'viem'
import { type AssetAmount, isSameAddress, type NamedSpender } from '../../../domain/asset'
import type { AllowanceRequirement } from '../../../domain/requirement'
import { carryOut, type SafeCall } from '../../../safe/carry-out'
import { listCandidates } from '../../../safe/predict'
import type { OperationDraft } from '../../protocol'
import { findSweeper } from '../addresses'
import type { RawSafe } from '../read/raw'
import { isForCoin, sumValues, tellUnwrapping } from './coin'
import { encodeApproval } from './encode'
import { refuse } from './refusal'
import { refuseChangedSafe, refuseWithoutSweeper } from './words'
import { isOwners, type Refusal, type Spend, type Working } from './working'

type Carried = Pick<OperationDraft, 'requirements' | 'calls' | 'released'>

/**
 * The account's calls as its owner sends them: one after the other where it is theirs, as one batch where it is a Safe of theirs.
 * Either way, what all of them take of a token is allowed once, and what of that may be left is taken back after them.
 */
export function carry(w: Working): Carried | Refusal {
  if (!isOwners(w)) return carryInSafe(w)
  const spends = sumSpends(w)
  const loose = spends.filter(({ isExact }) => !isExact).map((spend) => spenderOf(w, spend))
  return {
    requirements: spends.map((spend) => requireAllowance(w, spend)),
    calls: w.calls.map(({ call, actions }) => ({ call, actions })),
    released: loose.filter(({ spender }, i) => loose.findIndex((one) => one.spender === spender) === i),
  }
}

/** How many calls a plain account sends for these, where nothing is allowed yet. */
export function countSends(w: Working): number {
  const spends = sumSpends(w)
  return w.calls.length + spends.length + spends.filter(({ isExact }) => !isExact).length
}

function requireAllowance(w: Working, spend: Spend): AllowanceRequirement {
  const { asset, amount, fromWallet, isExact } = spend
  const taker = spenderOf(w, spend)
  return {
    kind: 'allowance',
    ...{ asset, amount },
    ...taker,
    ...(fromWallet < amount && { fromWallet }),
    ...(!isExact && { isLoose: true }),
  }
}

/** What all calls take, a token and its taker once, in the order in which they are first needed. */
function sumSpends({ calls }: Working): readonly Spend[] {
  const sums = new Map<string, Spend>()
  for (const { spends } of calls) {
    if (!spends) continue
    const key = `${spends.asset.address}:${spends.by}`
    const before = sums.get(key)
    sums.set(key, {
      ...spends,
      amount: spends.amount + (before?.amount ?? 0n),
      fromWallet: spends.fromWallet + (before?.fromWallet ?? 0n),
      isExact: spends.isExact && (before?.isExact ?? true),
    })
  }
  return [...sums.values()]
}

function spenderOf({ raw }: Working, { by }: Spend): NamedSpender {
  const { pool, protocol, chainId } = raw.structure
  if (by === 'pool') return { spender: pool, spenderName: `${protocol.name} pool` }
  return { spender: findSweeper(chainId) ?? zeroAddress, spenderName: 'Uniswap V3 router' }
}

function carryInSafe(w: Working): Carried | Refusal {
  const { owner, holder, raw } = w
  const candidate = listCandidates(owner).find(({ address }) => isSameAddress(address, holder.account))
  if (!candidate) return refuse('position-gone')
  const known = raw.safes.find(({ address }) => isSameAddress(address, holder.account))
  if (known?.state.kind === 'changed') return refuse(refuseChangedSafe())
  const sweeper = findSweeper(raw.structure.chainId)
  const returns = w.returns.filter((asset) => !isForCoin(w, asset))
  const sweeps = [...new Set(returns.map(({ address }) => address))]
  const unwrapping = tellUnwrapping(w)
  if (!sweeper && w.returns.length > 0) return refuse(refuseWithoutSweeper())
  const spends = sumSpends(w)
  const isThere = isThereBy(w, known)
  const mayHaveAllowed = isThere && isUsed(known)
  const carried = carryOut({
    owner,
    index: candidate.index,
    isThere,
    value: sumValues(w),
    takes: sumBrought(spends),
    calls: [
      ...spends.flatMap((spend) => encodeAllowing(w, spend, mayHaveAllowed)),
      ...w.calls.map(({ call, actions }) => ({ call, actions })),
      ...spends.flatMap((spend) => encodeTakingBack(w, spend)),
    ],
    sweeps,
    ...(unwrapping && { unwrapping }),
    sweeper: sweeper ?? owner,
  })
  return { ...carried, released: [] }
}

function sumBrought(spends: readonly Spend[]): readonly AssetAmount[] {
  const sums = new Map<string, AssetAmount>()
  for (const { asset, fromWallet } of spends) {
    const before = sums.get(asset.address)?.amount ?? 0n
    sums.set(asset.address, { asset, amount: before + fromWallet })
  }
  return [...sums.values()].filter(({ amount }) => amount > 0n)
}

const safeAbi = parseAbi(['function masterCopy() view returns (address)'])

/** Anybody may supply for a Safe that was not created yet. Where nobody's accounts were read, none is there. */
function isThereBy({ raw, holder, terms }: Working, known: RawSafe | undefined): boolean {
  if (known) return known.state.kind !== 'absent'
  if (!raw.holders.some(({ account }) => isSameAddress(account, holder.account))) return false
  const answer = terms.ask(holder.account, encodeFunctionData({ abi: safeAbi, functionName: 'masterCopy' }))
  return answer !== null && answer !== '0x'
}

/** One in which nothing was done has allowed nothing. */
function isUsed(known: RawSafe | undefined): boolean {
  return known?.state.kind !== 'own' || known.state.isUsed
}

/**
 * Some tokens refuse to allow something while something is allowed: what may be left from before is taken back first. Nobody
 * is asked whether it is: that would be a request for each token, and may be otherwise by then.
 */
function encodeAllowing(w: Working, spend: Spend, mayHaveAllowed: boolean): readonly SafeCall[] {
  const { asset, amount } = spend
  const { spender } = spenderOf(w, spend)
  const allows = { token: asset.address, spender, amount }
  const allow = { call: encodeApproval(spend, spender), actions: [], allows }
  if (!mayHaveAllowed) return [allow]
  return [{ call: encodeApproval({ asset, amount: 0n }, spender), actions: [] }, allow]
}

function encodeTakingBack(w: Working, spend: Spend): readonly SafeCall[] {
  if (spend.isExact) return []
  const call = encodeApproval({ ...spend, amount: 0n }, spenderOf(w, spend).spender)
  return [{ call, actions: [] }]
}
