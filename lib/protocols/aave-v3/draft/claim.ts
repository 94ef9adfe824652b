import { type Address, isSameAddress } from '../../../domain/asset'
import type { OwnedPosition } from '../../../domain/position'
import { encodeClaim } from './encode'
import { hasPool, swap } from './exchange'
import type { Pair } from './follow-loops'
import { isToldToCount, type Outcome } from './operations'
import { findTradedIssues } from './prohibitions-of-trades'
import { refuse } from './refusal'
import { changeWallet, supply } from './steps'
import { refuseRewardWithoutPool } from './words-of-trades'
import { isRefusal, type Refusal, type Working } from './working'

type Earned = Pick<OwnedPosition, 'rewards'>

/** Everything that was earned, to the wallet. */
export function claimRewards(start: Working, position: Earned): Outcome {
  const claimed = claim(start, position, start.owner)
  if (isRefusal(claimed)) return claimed
  const after = listEarned(position).reduce((w, { asset, amount }) => changeWallet(w, asset, amount), claimed)
  return { after, issues: [] }
}

/** Everything that was earned into the collateral. */
export function claimIntoFarm(start: Working, position: Earned, pair: Pair): Outcome {
  const after = farmRewards(start, position, pair)
  return isRefusal(after) ? after : { after, issues: findTradedIssues(start, after) }
}

/**
 * Each reward swapped at its minimum where it is not the collateral itself, and all of it supplied. What is earned until the
 * calls run is the wallet's.
 */
export function farmRewards(start: Working, position: Earned, { collateral }: Pair): Working | Refusal {
  const claimed = claim(start, position, start.holder.account)
  if (isRefusal(claimed)) return claimed
  let w: Working = claimed
  let supplied = 0n
  for (const earned of listEarned(position)) {
    const { asset, amount } = earned
    w = { ...w, returns: [...w.returns, asset] }
    if (isSameAddress(asset.address, collateral.asset.address)) {
      supplied += amount
      continue
    }
    if (!hasPool(w, asset.address, collateral.asset.address)) {
      return refuse(refuseRewardWithoutPool(asset, collateral.asset))
    }
    const swapped = swap(w, earned, collateral.asset, { fromWallet: 0n })
    if ('issues' in swapped) return swapped
    w = changeWallet(swapped.after, collateral.asset, swapped.expected - swapped.minimum)
    supplied += swapped.minimum
  }
  return supply(w, collateral, supplied, isToldToCount(start, collateral))
}

function listEarned({ rewards }: Earned) {
  return rewards.flatMap(({ asset, amount }) => (amount > 0n ? [{ asset, amount }] : []))
}

/**
 * Each payer is asked for all of its tokens that pay what was earned, since what was noted for one stays after it has left.
 */
function claim(start: Working, position: Earned, receiver: Address): Working | Refusal {
  const earned = listEarned(position)
  const { incentives } = start.raw.structure
  const paying = incentives.filter(({ reward }) =>
    earned.some(({ asset }) => isSameAddress(asset.address, reward)),
  )
  const controllers = [...new Set(paying.map(({ controller }) => controller))]
  if (controllers.length === 0) return refuse('nothing-to-claim')
  const calls = controllers.map((controller, i) => {
    const tokens = paying.filter((one) => one.controller === controller).map(({ token }) => token)
    const call = encodeClaim(controller, [...new Set(tokens)], receiver)
    // which of several pays how much of the same is not told
    return { call, actions: i === 0 ? earned.map((get) => ({ kind: 'claim', get }) as const) : [] }
  })
  return { ...start, calls: [...start.calls, ...calls] }
}
