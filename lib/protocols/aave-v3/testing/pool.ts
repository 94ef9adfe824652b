import type { Address } from '../../../domain/asset'
import { RAY } from '../../../domain/math'
import { aaveV3, type LendingProtocol } from '../protocols'
import type { RawEMode, RawHolder, RawReserve, RawSnapshot } from '../read/raw'
import type { ReserveConfig } from '../read/reserve-config'
import { type FoundPool, listPairs } from '../venues/uniswap-v3/read'

export const addressOf = (number: number): Address => `0x${number.toString(16).padStart(40, '0')}`

/** A chain on which no token is known by its address. */
const CHAIN_ID = 7

const CONFIG: ReserveConfig = {
  ltvBps: 8_000n,
  thresholdBps: 8_300n,
  bonusBps: 10_500n,
  protocolFeeBps: 1_000n,
  decimals: 18,
  isActive: true,
  isFrozen: false,
  isPaused: false,
  isBorrowable: true,
  isBorrowableInIsolation: false,
  isSiloed: false,
  reserveFactorBps: 1_000n,
  borrowCap: 0n,
  supplyCap: 0n,
  eMode: 0,
  debtCeiling: 0n,
}

/** A reserve of 1,000 whole tokens, of which 600 are lent out, at 100 dollars each. */
export function makeReserve(
  id: number,
  config: Partial<ReserveConfig> = {},
  figures: Partial<RawReserve> = {},
): RawReserve {
  const whole = 10n ** BigInt(config.decimals ?? CONFIG.decimals)
  return {
    id,
    underlying: addressOf(100 + id),
    symbol: `T${id}`,
    name: `Token ${id}`,
    supplyToken: addressOf(200 + id),
    debtToken: addressOf(300 + id),
    config: { ...CONFIG, ...config },
    supplyIndexRay: RAY,
    debtIndexRay: RAY,
    supplyRateRay: (2n * RAY) / 100n,
    debtRateRay: (4n * RAY) / 100n + 1n,
    curve: {
      kinkRay: (9n * RAY) / 10n,
      baseRay: 0n,
      slope1Ray: (6n * RAY) / 100n,
      slope2Ray: (60n * RAY) / 100n,
    },
    scaledSupply: 1_000n * whole,
    scaledDebt: 600n * whole,
    scaledForTreasury: 0n,
    available: 400n * whole,
    unbacked: 0n,
    deficit: 0n,
    isolatedDebt: 0n,
    priceE8: 100n * 10n ** 8n,
    source: addressOf(400 + id),
    sourceName: `T${id} / USD`,
    sourceUpdatedAt: 5n,
    shareRate: null,
    walletBalance: 0n,
    walletAllowance: 0n,
    otherAllowances: [],
    ...figures,
  }
}

export function makeEMode(id: number, terms: Partial<RawEMode> = {}): RawEMode {
  return {
    id,
    label: `Category ${id}`,
    ltvBps: 9_000n,
    thresholdBps: 9_300n,
    bonusBps: 10_100n,
    collaterals: 0n,
    borrowables: 0n,
    withoutLtv: 0n,
    priceE8: null,
    ...terms,
  }
}

export function makeHolder(parts: Partial<RawHolder> = {}): RawHolder {
  return {
    account: addressOf(9),
    configuration: 0n,
    eMode: 0,
    scaledSupplies: [],
    scaledDebts: [],
    healthFactorWad: null,
    rewards: [],
    ...parts,
  }
}

/** A pool of each two, of which nothing else is known. */
export function joinAll(reserves: readonly Pick<RawReserve, 'underlying'>[]): readonly FoundPool[] {
  return listPairs(reserves.map(({ underlying }) => underlying)).map(([token0, token1], index) => ({
    ...{ address: addressOf(5_000 + index), token0, token1, feePips: 500, tickSpacing: 10, tick: 0 },
  }))
}

/** Each two assets are traded, in a pool that was found. */
export function makeRaw(
  reserves: readonly RawReserve[],
  parts: Partial<RawSnapshot> = {},
  protocol: LendingProtocol = aaveV3,
): RawSnapshot {
  return {
    blockNumber: 3n,
    timestamp: 1_000n,
    nativeBalance: 0n,
    isBorrowAllowed: true,
    reserves,
    eModes: [],
    incentives: [],
    rewards: [],
    holders: [],
    safes: [],
    pools: [],
    unreadable: [],
    structure: {
      protocol,
      chainId: CHAIN_ID,
      blockNumberFrom: 'evm',
      pool: addressOf(1),
      oracle: addressOf(2),
      sentinel: addressOf(0),
      listHash: 1n,
      reserves: [],
      eModes: [],
      incentives: [],
      pools: joinAll(reserves),
      maps: [],
      unreadable: [],
    },
    ...parts,
  }
}
