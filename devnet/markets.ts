import { type Address, parseEther, parseUnits } from 'viem'
import { owner } from './accounts'
import type { Exchanges } from './deploy-exchanges'
import { deployMarket, type GearboxCore, type Market, type MarketPlan } from './deploy-gearbox'
import type { Staking, StakingFarm } from './deploy-staking'
import type { Tokens } from './deploy-tokens'
import type { Contract, Transactor } from './transactor'

/** A market with the adapters that its borrowers act through. */
export type MarketWithAdapters = Market & {
  readonly adapters: {
    readonly uniswap: Contract
    readonly balancer: Contract
    readonly stakedPoolShares: Contract
    readonly stakedWeth: Contract | null
    readonly savings: Contract | null
  }
}

export type Markets = { readonly usdc: MarketWithAdapters; readonly weth: MarketWithAdapters }

export type World = { readonly tokens: Tokens; readonly exchanges: Exchanges; readonly staking: Staking }

export async function deployMarkets(
  transactor: Transactor,
  core: GearboxCore,
  world: World,
): Promise<Markets> {
  const { tokens, staking } = world
  const usdc = await deployMarket(transactor, core, planUsdcMarket(world))
  const weth = await deployMarket(transactor, core, planWethMarket(world))
  return {
    usdc: {
      ...usdc,
      adapters: {
        ...(await allowExchanges(transactor, usdc, world, [
          [tokens.WETH.address, tokens.USDC.address],
          [tokens.SYND.address, tokens.USDC.address],
          [tokens.USDT.address, tokens.USDC.address],
          [tokens.FARM.address, tokens.USDC.address],
        ])),
        stakedPoolShares: await allowStaking(transactor, usdc, staking.poolShares),
        stakedWeth: await allowStaking(transactor, usdc, staking.weth),
        savings: await allowSavings(transactor, usdc, tokens.savings),
      },
    },
    weth: {
      ...weth,
      adapters: {
        ...(await allowExchanges(transactor, weth, world, [
          [tokens.WETH.address, tokens.USDC.address],
          [tokens.FARM.address, tokens.USDC.address],
        ])),
        stakedPoolShares: await allowStaking(transactor, weth, staking.poolShares),
        stakedWeth: null,
        savings: null,
      },
    },
  }
}

function planUsdcMarket({ tokens, exchanges, staking }: World): MarketPlan {
  const { balancerPool } = exchanges
  return {
    name: 'Practice USDC',
    symbol: 'dUSDC',
    underlying: tokens.USDC,
    minDebt: parseUnits('1000', 6),
    maxDebt: parseUnits('2000000', 6),
    ratesBps: [0, 600, 1_200, 10_000],
    quotaLimit: parseUnits('1000000000', 6),
    collaterals: [
      { token: tokens.WETH, feed: tokens.WETH.feed, liquidationThresholdBps: 8_700, quotaRateBps: 40 },
      { token: tokens.USDT, feed: tokens.USDT.feed, liquidationThresholdBps: 9_000, quotaRateBps: 20 },
      { token: tokens.SYND, feed: tokens.SYND.feed, liquidationThresholdBps: 9_000, quotaRateBps: 40 },
      { token: tokens.savings, feed: tokens.savings.feed, liquidationThresholdBps: 9_000, quotaRateBps: 60 },
      { token: balancerPool, feed: balancerPool.feed, liquidationThresholdBps: 8_300, quotaRateBps: 50 },
      {
        token: staking.poolShares.phantom,
        feed: balancerPool.feed,
        liquidationThresholdBps: 8_300,
        quotaRateBps: 50,
      },
      {
        token: staking.weth.phantom,
        feed: tokens.WETH.feed,
        liquidationThresholdBps: 8_500,
        quotaRateBps: 40,
      },
      { token: tokens.FARM, feed: tokens.FARM.feed, liquidationThresholdBps: 0, quotaRateBps: 100 },
    ],
  }
}

function planWethMarket({ tokens, exchanges, staking }: World): MarketPlan {
  const { balancerPool } = exchanges
  return {
    name: 'Practice WETH',
    symbol: 'dWETH',
    underlying: tokens.WETH,
    minDebt: parseEther('0.5'),
    maxDebt: parseEther('1000'),
    ratesBps: [0, 300, 600, 10_000],
    quotaLimit: parseEther('1000000'),
    collaterals: [
      { token: tokens.USDC, feed: tokens.USDC.feed, liquidationThresholdBps: 8_700, quotaRateBps: 20 },
      { token: balancerPool, feed: balancerPool.feed, liquidationThresholdBps: 8_300, quotaRateBps: 50 },
      {
        token: staking.poolShares.phantom,
        feed: balancerPool.feed,
        liquidationThresholdBps: 8_300,
        quotaRateBps: 50,
      },
      { token: tokens.FARM, feed: tokens.FARM.feed, liquidationThresholdBps: 0, quotaRateBps: 100 },
    ],
  }
}

const poolAllowed = 1

async function allowExchanges(
  transactor: Transactor,
  market: Market,
  { exchanges }: World,
  pairs: readonly (readonly [Address, Address])[],
): Promise<{ uniswap: Contract; balancer: Contract }> {
  const uniswap = await allowAdapter(transactor, market, 'UniswapV2Adapter', [
    exchanges.uniswapRouter.address,
  ])
  const statuses = pairs.map(([token0, token1]) => ({ token0, token1, allowed: true }))
  await transactor.send(owner, uniswap, 'setPairStatusBatch', [statuses])
  const balancer = await allowAdapter(transactor, market, 'BalancerV2VaultAdapter', [
    exchanges.balancerVault.address,
  ])
  await transactor.send(owner, balancer, 'setPoolStatus', [exchanges.balancerPool.poolId, poolAllowed])
  return { uniswap, balancer }
}

function allowStaking(transactor: Transactor, market: Market, farm: StakingFarm): Promise<Contract> {
  const noReferral = 0
  return allowAdapter(transactor, market, 'StakingRewardsAdapter', [
    farm.address,
    farm.phantom.address,
    noReferral,
  ])
}

function allowSavings(transactor: Transactor, market: Market, vault: Contract): Promise<Contract> {
  const noGateway = '0x0000000000000000000000000000000000000000'
  return allowAdapter(transactor, market, 'ERC4626Adapter', [vault.address, noGateway])
}

async function allowAdapter(
  transactor: Transactor,
  market: Market,
  name: string,
  args: readonly unknown[],
): Promise<Contract> {
  const adapter = await transactor.deploy(owner, name, [market.manager.address, ...args])
  await transactor.send(owner, market.configurator, 'allowAdapter', [adapter.address])
  return adapter
}
