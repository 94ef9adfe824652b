import { type Asset, isSameAddress } from '../../../domain/asset'
import { mulDivDown, SECONDS_PER_YEAR, WAD } from '../../../domain/math'
import type { OracleReading } from '../../../domain/oracle'
import type { PriceExposure, YieldSource } from '../../../domain/position'
import { computeValueE8 } from '../../../domain/value'
import type { ShareGrowth } from '../../batch/measure-growth'
import { findShare, isDollar, type Share } from '../addresses'
import { findMarketPriceE8 } from './market-price'
import type { RawIncentive, RawReserve, RawSnapshot } from './raw'

/** By a share's address (lower case); null where it could not be measured. */
export type Growth = Readonly<Record<string, ShareGrowth | null>>

/** What is said of a reserve wherever it is held or owed. */
export type Part = {
  readonly reserve: RawReserve
  readonly asset: Asset
  readonly share: Share | null
  /** How it grows where it is a share; null where it is none, or was not measured. */
  readonly growth: ShareGrowth | null
  readonly isDollar: boolean
  /** What its price follows: the asset that a share is of where the pool lists that, else itself. */
  readonly base: RawReserve
  readonly exposures: readonly PriceExposure[]
  /** Of itself, and of what its price follows. */
  readonly oracles: readonly OracleReading[]
  readonly yields: readonly YieldSource[]
}

const RAY_PER_WAD = 10n ** 9n

export function listParts(raw: RawSnapshot, growth: Growth): readonly Part[] {
  const { chainId } = raw.structure
  return raw.reserves.map((reserve) => {
    const share = findShare(chainId, reserve.underlying)
    const base =
      (share && raw.reserves.find(({ underlying }) => isSameAddress(underlying, share.of))) ?? reserve
    const baseIsDollar = isDollar(chainId, base.underlying)
    return {
      reserve,
      asset: convertAsset(reserve),
      share,
      growth: (share && growth[reserve.underlying.toLowerCase()]) ?? null,
      isDollar: isDollar(chainId, reserve.underlying),
      base,
      exposures: [
        {
          asset: convertAsset(base),
          priceE8: base.priceE8,
          elasticityWad: WAD,
          isDollar: baseIsDollar,
        },
      ],
      oracles: [...new Set([reserve, base])].map((one) => convertOracle(raw, one)),
      yields: convertYields(raw, growth, reserve, share),
    }
  })
}

function convertAsset({ underlying, symbol, name, config }: RawReserve): Asset {
  return { address: underlying, symbol, name, decimals: config.decimals }
}

function convertOracle(raw: RawSnapshot, reserve: RawReserve): OracleReading {
  return {
    asset: convertAsset(reserve),
    feed: reserve.source,
    feedName: reserve.sourceName,
    ...(reserve.basis && { basis: reserve.basis }),
    priceE8: reserve.priceE8,
    updatedAtSeconds: reserve.sourceUpdatedAt,
    // Aave's oracle takes a price of any age
    stalenessSeconds: null,
    marketPriceE8: findMarketPriceE8(raw, reserve),
  }
}

/**
 * What a supply earns a year: its lenders' interest, how a share grows, and what is paid on top. What borrowers are paid is
 * left out, since a farm's yields are on what it holds. Rounded down.
 */
function convertYields(
  raw: RawSnapshot,
  growth: Growth,
  reserve: RawReserve,
  share: Share | null,
): readonly YieldSource[] {
  const grown = growth[reserve.underlying.toLowerCase()] ?? { aprWad: null }
  return [
    { kind: 'interest', asset: null, aprWad: reserve.supplyRateRay / RAY_PER_WAD },
    ...(share ? [{ kind: 'share-growth' as const, asset: null, ...grown }] : []),
    ...raw.incentives.flatMap((incentive) =>
      isSameAddress(incentive.token, reserve.supplyToken)
        ? (convertIncentive(raw, reserve, incentive) ?? [])
        : [],
    ),
  ]
}

/** Over all that is supplied, at the prices of now; null where the reward is not known at all. */
function convertIncentive(
  { rewards, timestamp, structure }: RawSnapshot,
  { scaledSupply, supplyIndexRay, priceE8, config }: RawReserve,
  { reward: address, emissionPerSecond, endsAt }: RawIncentive,
): YieldSource | null {
  const reward = rewards.find((known) => isSameAddress(known.reward, address))
  if (!reward) return null
  const { symbol, name, decimals } = reward
  const source = (aprWad: bigint | null): YieldSource => ({
    kind: 'reward',
    aprWad,
    asset: { address, symbol, name, decimals },
  })
  const supplied = structure.protocol.line.toSupply(scaledSupply, supplyIndexRay)
  const suppliedE8 = computeValueE8(supplied, priceE8, config.decimals)
  if (emissionPerSecond === 0n || endsAt <= timestamp || supplied === 0n) return source(0n)
  if (reward.priceE8 === 0n || suppliedE8 === 0n) return source(null)
  const perYearE8 = computeValueE8(emissionPerSecond * SECONDS_PER_YEAR, reward.priceE8, decimals)
  return source(mulDivDown(perYearE8, WAD, suppliedE8))
}

/** Yearly, 1e18 = 100 %, rounded up. */
export function computeBorrowAprWad({ debtRateRay }: RawReserve): bigint {
  return (debtRateRay + RAY_PER_WAD - 1n) / RAY_PER_WAD
}
