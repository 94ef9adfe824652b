import { encodeFunctionData } from 'viem'
import { isSameAddress } from '../../../../domain/asset'
import { max } from '../../../../domain/math'
import { adapterAbi } from '../../draft/calls.generated'
import type { RawMarket } from '../../read/raw'
import { poolOf } from '../pools'
import type { Passage, Venue } from '../venue'
import { stakingRewardsReader } from './read'

export const stakingRewards: Venue = {
  ...stakingRewardsReader,
  isAtMarket: false,
  describe: (market, passage) => ({
    kind: isStake(market, passage) ? 'stake' : 'unstake',
    venue: 'StakingRewards',
  }),
  quote: (_market, _edge, give) => ({ amountOut: give, priceImpactWad: 0n, feeWad: 0n }),
  encode: (market, passage, { leftover }) => ({
    target: poolOf(market.stakings, passage).adapter,
    callData: encodeFunctionData({
      abi: adapterAbi,
      functionName: isStake(market, passage) ? 'stakeDiff' : 'withdrawDiff',
      args: [leftover],
    }),
  }),
  encodeClaims: ({ stakings }, { earned }) => {
    const callData = encodeFunctionData({ abi: adapterAbi, functionName: 'getReward' })
    return stakings.map(({ adapter, rewardsToken }, i) => ({
      token: rewardsToken,
      amount: earned[i] ?? 0n,
      call: { target: adapter, callData },
    }))
  },
  leavesAs: ({ stakings }, token) =>
    stakings.find(({ phantomToken }) => isSameAddress(phantomToken, token))?.stakingToken,
  resupply: (market, changeOf) => ({
    ...market,
    stakings: market.stakings.map((staking) => ({
      ...staking,
      supply: max(0n, staking.supply + changeOf(staking.phantomToken)),
    })),
  }),
}

function isStake(market: RawMarket, passage: Passage): boolean {
  return isSameAddress(passage.to, poolOf(market.stakings, passage).phantomToken)
}
