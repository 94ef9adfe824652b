import { isSameAddress } from '../../../domain/asset'
import type { OwnedPosition } from '../../../domain/position'
import { encodeClaim } from './encode'
import type { Outcome } from './operations'
import { refuse } from './refusal'
import type { Working } from './working'

/**
 * Everything that was earned, to the wallet: each payer is asked for all of its tokens that pay what was earned, since what was
 * noted for one stays after it has left.
 */
export function claimRewards(start: Working, { rewards }: Pick<OwnedPosition, 'rewards'>): Outcome {
  const earned = rewards.filter(({ amount }) => amount > 0n)
  const { incentives } = start.raw.structure
  const paying = incentives.filter(({ reward }) =>
    earned.some(({ asset }) => isSameAddress(asset.address, reward)),
  )
  const controllers = [...new Set(paying.map(({ controller }) => controller))]
  if (controllers.length === 0) return refuse('nothing-to-claim')
  const gets = earned.map(({ asset, amount }) => ({ asset, amount }))
  const calls = controllers.map((controller, i) => {
    const tokens = paying.filter((one) => one.controller === controller).map(({ token }) => token)
    const call = encodeClaim(controller, [...new Set(tokens)], start.owner)
    // which of several pays how much of the same is not told
    return { call, actions: i === 0 ? gets.map((get) => ({ kind: 'claim', get }) as const) : [] }
  })
  return {
    after: {
      ...start,
      calls: [...start.calls, ...calls],
      walletChanges: [...start.walletChanges, ...gets],
    },
    issues: [],
  }
}
