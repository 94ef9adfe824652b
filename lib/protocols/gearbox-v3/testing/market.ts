import type { Address } from '../../../domain/asset'
import { RAY } from '../../../domain/math'
import { convertMarkets } from '../read/convert'
import type { RawAccount, RawMarket, RawPool, RawSnapshot, RawToken } from '../read/raw'
import { emptyStructure } from '../read/structure'

const address = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`
const dollars = (n: number) => BigInt(Math.round(n * 1e8))

export const tokens = {
  usdc: address(0x10),
  weth: address(0x11),
  lp: address(0x12),
  stakedLp: address(0x13),
  stakedWeth: address(0x14),
  synth: address(0x15),
  vault: address(0x16),
  reward: address(0x17),
} as const

/** Half a percent, and twenty minutes after the fixture's block. */
export const tolerance = { slippageBps: 50n, deadlineSeconds: 1_001_200n }

export const owner = address(0xaa)
export const creditAccount = address(0xca)
const adapters = {
  uniswap: address(0x20),
  balancer: address(0x21),
  lp: address(0x22),
  weth: address(0x23),
  vault: address(0x24),
}

function makeToken(
  token: Address,
  symbol: string,
  decimals: number,
  price: number,
  threshold: number,
): RawToken {
  return {
    token,
    symbol,
    name: symbol,
    decimals,
    price: dollars(price),
    safePrice: dollars(price),
    hasSafePrice: true,
    feed: address(0xfe),
    feedUpdatedAt: 1_000n,
    feedStaleness: 0n,
    liquidationThreshold: threshold,
    isDollar: symbol === 'USDC' || symbol === 'SYN',
    unreadable: null,
    isForbidden: false,
    isPhantom: symbol.startsWith('stk'),
    quotaRate: symbol === 'USDC' ? 0 : 50,
    quotaIncreaseFee: 0,
    quotaTotal: 0n,
    quotaLimit: 10n ** 15n,
    walletBalance: 10n ** 24n,
    walletAllowance: 0n,
  }
}

/** A USDC market with every kind of venue, at round prices: WETH 2,000, pool share 89.44 (2·√(2000) per share pair). */
export function makeRawMarket(change: Partial<RawMarket> = {}): RawMarket {
  return {
    creditManager: address(0x30),
    creditFacade: address(0x31),
    pool: address(0x32),
    name: 'USDC market',
    underlying: tokens.usdc,
    isFacadePaused: false,
    isExpired: false,
    isPermissioned: false,
    maxDebtPerBlockMultiplier: 255,
    maxEnabledTokens: 4,
    feeInterest: 2_500,
    minDebt: 1_000n * 10n ** 6n,
    maxDebt: 1_000_000n * 10n ** 6n,
    maxQuota: 8_000_000n * 10n ** 6n,
    borrowable: 500_000n * 10n ** 6n,
    availableLiquidity: 600_000n * 10n ** 6n,
    expectedLiquidity: 2_000_000n * 10n ** 6n,
    totalBorrowed: 1_400_000n * 10n ** 6n,
    baseInterestRate: RAY / 25n,
    supplyRate: (3n * RAY) / 100n,
    tokens: [
      makeToken(tokens.usdc, 'USDC', 6, 1, 9_500),
      makeToken(tokens.weth, 'WETH', 18, 2_000, 8_500),
      makeToken(tokens.lp, 'LP', 18, 89.4427191, 8_300),
      makeToken(tokens.stakedLp, 'stkLP', 18, 89.4427191, 8_300),
      makeToken(tokens.stakedWeth, 'stkWETH', 18, 2_000, 8_500),
      makeToken(tokens.synth, 'SYN', 18, 1, 9_000),
      makeToken(tokens.vault, 'sSYN', 18, 1.1, 9_000),
      makeToken(tokens.reward, 'RWD', 18, 4, 0),
    ],
    uniswapPools: [
      {
        adapter: adapters.uniswap,
        token0: tokens.usdc,
        token1: tokens.weth,
        reserve0: 20_000_000n * 10n ** 6n,
        reserve1: 10_000n * 10n ** 18n,
      },
      {
        adapter: adapters.uniswap,
        token0: tokens.usdc,
        token1: tokens.synth,
        reserve0: 10_000_000n * 10n ** 6n,
        reserve1: 10_000_000n * 10n ** 18n,
      },
    ],
    balancerPools: [
      {
        adapter: adapters.balancer,
        poolId: `0x${'ab'.repeat(32)}`,
        pool: tokens.lp,
        status: 1,
        tokens: [tokens.weth, tokens.usdc],
        balances: [10_000n * 10n ** 18n, 20_000_000n * 10n ** 6n],
        weights: [5n * 10n ** 17n, 5n * 10n ** 17n],
        swapFee: 3n * 10n ** 15n,
        supply: 447_213n * 10n ** 18n,
      },
    ],
    stakings: [
      {
        adapter: adapters.lp,
        target: address(0x40),
        stakingToken: tokens.lp,
        rewardsToken: tokens.reward,
        phantomToken: tokens.stakedLp,
        rewardRate: 10n ** 17n,
        periodFinish: 2_000_000n,
        supply: 400_000n * 10n ** 18n,
      },
      {
        adapter: adapters.weth,
        target: address(0x41),
        stakingToken: tokens.weth,
        rewardsToken: tokens.reward,
        phantomToken: tokens.stakedWeth,
        rewardRate: 10n ** 16n,
        periodFinish: 500n,
        supply: 5_000n * 10n ** 18n,
      },
    ],
    vaults: [
      {
        adapter: adapters.vault,
        vault: tokens.vault,
        asset: tokens.synth,
        assetsPerShare: (11n * RAY) / 10n,
        maxDeposit: 2n ** 255n,
      },
    ],
    ...change,
  }
}

/** A position of 30,000 USD in the staked pool share that owes 20,100 USDC and has earned 5 RWD. */
export function makeRawAccount(change: Partial<RawAccount> = {}): RawAccount {
  return {
    creditManager: address(0x30),
    account: creditAccount,
    owner,
    principal: 20_000n * 10n ** 6n,
    totalDebt: 20_100n * 10n ** 6n,
    isPriced: true,
    totalDebtUsd: 20_100n * 10n ** 8n,
    totalValueUsd: 30_000n * 10n ** 8n,
    weightedValueUsd: 24_900n * 10n ** 8n,
    isLiquidatable: false,
    enabledTokensMask: 9n,
    lastDebtUpdate: 1n,
    balances: [0n, 0n, 0n, 335n * 10n ** 18n, 0n, 0n, 0n, 0n],
    quotas: [0n, 0n, 0n, 26_000n * 10n ** 6n, 0n, 0n, 0n, 0n],
    earned: [5n * 10n ** 18n, 0n],
    ...change,
  }
}

/** The market's pool: shares at 1.25, 70 % lent out; the owner holds 8,000 shares, 10,000 USDC. */
export function makeRawPool(change: Partial<RawPool> = {}): RawPool {
  return {
    pool: address(0x32),
    name: 'USDC pool',
    isPaused: false,
    withdrawFee: 0,
    totalShares: 1_600_000n * 10n ** 6n,
    quotaRevenue: 4_000n * 10n ** 6n,
    rateModel: [7_000, 9_000, 0, 400, 1_000, 10_000],
    ownerShares: 8_000n * 10n ** 6n,
    walletAllowance: 0n,
    ...change,
  }
}

export function makeRawSnapshot(
  market: RawMarket = makeRawMarket(),
  accounts: readonly RawAccount[] = [],
  pool: RawPool = makeRawPool(),
): RawSnapshot {
  return {
    blockNumber: 100n,
    timestamp: 1_000_000n,
    nativeBalance: 10n ** 18n,
    markets: [market],
    pools: [pool],
    accounts,
    unreadable: [],
    structure: emptyStructure(31337),
  }
}

export function makeMarkets(market: RawMarket = makeRawMarket(), pool: RawPool = makeRawPool()) {
  return convertMarkets(
    makeRawSnapshot(market, [], pool),
    { [tokens.vault]: { aprWad: 10n ** 17n, yearWad: 10n ** 18n / 9n } },
    31337,
  )
}
