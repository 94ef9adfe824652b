import type { Address } from 'viem'
import { parseEther } from 'viem'
import { owner } from './accounts'
import type { Exchanges } from './deploy-exchanges'
import { giveTokens, type Tokens } from './deploy-tokens'
import type { Contract, Transactor } from './transactor'

export type StakingFarm = Contract & {
  readonly stakingToken: Address
  /** Stands for the staked balance as collateral. */
  readonly phantom: Contract
  /** Price of what is staked. */
  readonly feed: Contract
}

export type Staking = { readonly poolShares: StakingFarm; readonly weth: StakingFarm }

const rewardPeriodSeconds = 60n * 86_400n
const yearSeconds = 365n * 86_400n
const stakedWeth = parseEther('10000')
const targetAprBps = { poolShares: 3_000n, weth: 1_000n }

/** Two farms that pay the platform token, with other people's stakes in them. */
export async function deployStaking(
  transactor: Transactor,
  tokens: Tokens,
  exchanges: Exchanges,
): Promise<Staking> {
  const { balancerPool } = exchanges
  const poolShares = await deployFarm(transactor, tokens, balancerPool, balancerPool.feed)
  const ownShares = await transactor.read<bigint>(balancerPool, 'balanceOf', [owner])
  await stake(transactor, poolShares, balancerPool, ownShares / 3n)
  const weth = await deployFarm(transactor, tokens, tokens.WETH, tokens.WETH.feed)
  await stake(transactor, weth, tokens.WETH, stakedWeth)
  return { poolShares, weth }
}

/** Starts the first reward periods, at the yield that the scenario wants at what is staked now. */
export async function startRewards(transactor: Transactor, tokens: Tokens, staking: Staking): Promise<void> {
  const rewardPrice = await transactor.read<bigint>(tokens.FARM.feed, 'price')
  for (const name of ['poolShares', 'weth'] as const) {
    const farm = staking[name]
    const staked = await transactor.read<bigint>(farm, 'totalSupply')
    const price = await transactor.read<bigint>(farm.feed, 'price')
    // Staked token and platform token both have 18 decimals.
    const perYear = (staked * price * targetAprBps[name]) / rewardPrice / 10_000n
    await notifyReward(transactor, tokens, farm, (perYear * rewardPeriodSeconds) / yearSeconds)
  }
}

/**
 * Renews each reward period that ends within `horizonSeconds`, at the rate it has: a StakingRewards period lasts
 * 60 days, and a protocol's team goes on paying the same.
 */
export async function renewRewards(
  transactor: Transactor,
  tokens: Tokens,
  staking: Staking,
  now: bigint,
  horizonSeconds: bigint,
): Promise<void> {
  for (const farm of [staking.poolShares, staking.weth]) {
    const periodFinish = await transactor.read<bigint>(farm, 'periodFinish')
    if (periodFinish > now + horizonSeconds) continue
    const rate = await transactor.read<bigint>(farm, 'rewardRate')
    const secondsLeft = periodFinish > now ? periodFinish - now : 0n
    await notifyReward(transactor, tokens, farm, rate * (rewardPeriodSeconds - secondsLeft))
  }
}

async function notifyReward(transactor: Transactor, tokens: Tokens, farm: Contract, amount: bigint) {
  await giveTokens(transactor, tokens.FARM, farm.address, amount)
  await transactor.send(owner, farm, 'notifyRewardAmount', [amount])
}

async function deployFarm(
  transactor: Transactor,
  tokens: Tokens,
  stakingToken: Contract,
  feed: Contract,
): Promise<StakingFarm> {
  const farm = await transactor.deploy(owner, 'StakingRewards', [
    owner,
    tokens.FARM.address,
    stakingToken.address,
  ])
  const phantom = await transactor.deploy(owner, 'StakingRewardsPhantomToken', [farm.address])
  return { ...farm, stakingToken: stakingToken.address, phantom, feed }
}

async function stake(transactor: Transactor, farm: Contract, token: Contract, amount: bigint) {
  await transactor.send(owner, token, 'approve', [farm.address, amount])
  await transactor.send(owner, farm, 'stake', [amount])
}
