import { WAD } from '../../../../domain/math'
import { bothWays } from '../both-ways'
import type { VenueReader } from '../venue'

export const stakingRewardsReader: VenueReader = {
  id: 'staking-rewards',
  listPassages: ({ stakings }) =>
    stakings.flatMap(({ stakingToken, phantomToken }, index) => bothWays(stakingToken, phantomToken, index)),
  listShares: ({ stakings }) =>
    stakings.map(({ phantomToken, stakingToken, rewardsToken, rewardRate, periodFinish, supply }) => ({
      token: phantomToken,
      kind: 'stake',
      parts: [{ token: stakingToken, weightWad: WAD }],
      pays: { token: rewardsToken, perSecond: rewardRate, untilSeconds: periodFinish, supply },
    })),
  listEarnings: ({ stakings }, { earned }) =>
    stakings.map(({ rewardsToken }, i) => ({ token: rewardsToken, amount: earned[i] ?? 0n })),
}
