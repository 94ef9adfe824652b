import type { Address } from '../../../domain/asset'
import { BPS, max, mulDivDown, mulDivUp, SECONDS_PER_YEAR, WAD } from '../../../domain/math'
import type { YieldSource } from '../../../domain/position'
import { computeValueE8 } from '../../../domain/value'
import { convertAsset, findToken, tokenOf } from './assets'
import type { GearboxState, RawAccount, RawMarket, RawToken } from './raw'
import { findShare, findWrapped } from './shares'

export const RAY_PER_WAD = 10n ** 9n

/** What debt costs a year: the pool's base rate with the protocol's share on top (`CreditLogic.calcAccruedInterest` × feeInterest). Up. */
export function computeBorrowAprWad(market: RawMarket): bigint {
  return mulDivUp(market.baseInterestRate, BPS + BigInt(market.feeInterest), BPS * RAY_PER_WAD)
}

/** What a quota costs a year, the protocol's share on top (`QuotasLogic.cumulativeIndexSince`). Up. */
export function computeQuotaAprWad(market: RawMarket, token: RawToken): bigint {
  return mulDivUp(BigInt(token.quotaRate) * WAD, BPS + BigInt(market.feeInterest), BPS * BPS)
}

/**
 * What a collateral earns a year, measured on the chain: staking rewards being paid out now, at the oracle's
 * price, over all that is staked; and growth of a vault's share. A reward without a price and a vault that could
 * not be measured are not known. Rounded down.
 */
export function convertYields(
  state: GearboxState,
  market: RawMarket,
  address: Address,
): readonly YieldSource[] {
  const share = findShare(market, address)
  if (share?.kind === 'vault-share') {
    const growth = state.growth[share.token.toLowerCase()] ?? { aprWad: null }
    return [{ kind: 'share-growth', asset: null, ...growth }]
  }
  const wrapped = share && findWrapped(share)
  if (!share?.pays || !wrapped) return []
  const { token, perSecond, untilSeconds, supply } = share.pays
  const inner = convertYields(state, market, wrapped)
  const reward = findToken(market, token)
  const staked = tokenOf(market, wrapped)
  if (!reward) return inner
  const stakedE8 = computeValueE8(supply, staked.price, staked.decimals)
  const isPaying = untilSeconds > state.raw.timestamp && stakedE8 > 0n
  const source = (aprWad: bigint | null) => ({ kind: 'reward', aprWad, asset: convertAsset(reward) }) as const
  if (!isPaying) return [...inner, source(0n)]
  if (reward.price === 0n) return [...inner, source(null)]
  const perYear = computeValueE8(perSecond * SECONDS_PER_YEAR, reward.price, reward.decimals)
  return [...inner, source(mulDivDown(perYear, WAD, stakedE8))]
}

/**
 * The most that an account will owe within so many seconds: at twice today's rates, since utilisation can rise
 * meanwhile. Up.
 */
export function computeDebtAt(market: RawMarket, account: RawAccount, seconds: bigint): bigint {
  if (account.totalDebt === 0n) return 0n
  const quotaCostWad = market.tokens.reduce(
    (sum, token, i) => sum + (account.quotas[i] ?? 0n) * computeQuotaAprWad(market, token),
    0n,
  )
  const yearlyWad = account.totalDebt * computeBorrowAprWad(market) + quotaCostWad
  return account.totalDebt + mulDivUp(2n * yearlyWad, max(0n, seconds), WAD * SECONDS_PER_YEAR) + 1n
}
