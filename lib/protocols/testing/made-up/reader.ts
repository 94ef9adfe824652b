import type { Client } from 'viem'
import { type Address, isSameAddress } from '../../../domain/asset'
import type { Farm } from '../../../domain/farm'
import { computeHealthFactorWad } from '../../../domain/health'
import { makeId } from '../../../domain/id'
import { BPS, WAD } from '../../../domain/math'
import type { OwnedPosition } from '../../../domain/position'
import { ratesOfFarm } from '../../../domain/rates'
import { computeUnit } from '../../../domain/value'
import type { AccountSnapshot, MarketSnapshot, ProtocolReader } from '../../protocol'
import { dollar, ENTRY, ether, held, judge, owed, PROTOCOL_ID, priceOf, staked, unit } from './terms'

/** The one account of it that anybody has: 10 stWETH and 1,000 USDC against 3 WETH and 4,000 USDC. */
export const holder: Address = `0x${'0a'.repeat(20)}`

const THRESHOLD_BPS = 8_000n

const farmOf = (chainId: number, debtAsset: Farm['debtAsset']): Farm => ({
  id: makeId({ protocol: PROTOCOL_ID, chainId, subject: debtAsset.address, asset: staked.address }),
  protocol: PROTOCOL_ID,
  chainId,
  market: debtAsset.address,
  name: `stWETH against ${debtAsset.symbol}`,
  forms: ['staking'],
  // both move together where ether is owed: neither long nor short
  direction: debtAsset === ether ? 'neutral' : 'long',
  directionAsset: ether,
  asset: staked,
  ...priceOf(staked),
  debtAsset,
  debtPriceE8: priceOf(debtAsset).priceE8,
  debtExposures: priceOf(debtAsset).exposures,
  oracles: [],
  depositAssets: [ether, dollar].map((asset) => ({ asset, priceE8: priceOf(asset).priceE8 })),
  liquidationThresholdBps: THRESHOLD_BPS,
  yields: [{ kind: 'share-growth', aprWad: (3n * WAD) / 100n, asset: null }],
  borrowAprWad: (2n * WAD) / 100n,
  cap: null,
  judge,
  unit,
  minDebt: 1n,
  maxDebt: 1_000n * computeUnit(debtAsset.decimals),
  availableLiquidity: 1_000n * computeUnit(debtAsset.decimals),
  isOpen: true,
  maxLeverageWad: (WAD * BPS) / (BPS - THRESHOLD_BPS),
})

const positionOf = (chainId: number): OwnedPosition => {
  const holdings = {
    collaterals: [held(staked, 10n * WAD), held(dollar, 1_000n * 10n ** 6n)],
    debts: [owed(ether, 3n * WAD), owed(dollar, 4_000n * 10n ** 6n)],
  } as const
  const farm = farmOf(chainId, ether)
  const rates = ratesOfFarm(farm)
  const interest = { kind: 'interest', debt: dollar.address, aprWad: (5n * WAD) / 100n } as const
  return {
    ...holdings,
    judge,
    unit,
    id: makeId({ protocol: PROTOCOL_ID, chainId, subject: holder, asset: null }),
    protocol: PROTOCOL_ID,
    chainId,
    account: holder,
    owner: holder,
    farmId: farm.id,
    rewards: [],
    oracles: [],
    isLiquidatable: false,
    chainHealthFactorWad: computeHealthFactorWad({ ...holdings, judge }),
    rates: {
      costs: [...rates.costs, interest],
      yieldsByCollateral: { ...rates.yieldsByCollateral, [dollar.address]: [] },
    },
  }
}

/** Its node tells it one thing, the block. */
async function fetchMarkets(client: Client, chainId: number): Promise<MarketSnapshot> {
  const request = { method: 'read', params: [PROTOCOL_ID] } as const
  const number = BigInt(await client.request<{ Parameters: unknown; ReturnType: string }>(request))
  return {
    protocol: PROTOCOL_ID,
    chainId,
    block: { number, timestamp: number * 12n },
    farms: [farmOf(chainId, ether), farmOf(chainId, dollar)],
    pools: [],
    issues: [],
    state: null,
  }
}

async function fetchAccount(client: Client, chainId: number, owner: Address): Promise<AccountSnapshot> {
  const isHolder = isSameAddress(owner, holder)
  return {
    markets: await fetchMarkets(client, chainId),
    owner,
    positions: isHolder ? [positionOf(chainId)] : [],
    supplies: [],
    wallet: [ether, dollar].map((asset) => ({ asset, balance: 10n ** 22n, allowances: [] })),
    nativeBalance: WAD,
  }
}

export const madeUpReader: ProtocolReader = {
  id: PROTOCOL_ID,
  name: 'Commons',
  liquidates: 'parts',
  hasPools: false,
  entryOn: () => ENTRY,
  fetchMarkets,
  fetchAccount,
  fetchGrowth: async () => null,
  applyGrowth: (markets) => markets,
  applyGrowthToAccount: (account) => account,
  fetchPositionOwner: async (_, chainId, id) => (id === positionOf(chainId).id ? holder : null),
}
