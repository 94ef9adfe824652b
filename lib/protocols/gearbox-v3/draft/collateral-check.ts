import { isSameAddress } from '../../../domain/asset'
import type { Issue } from '../../../domain/issue'
import { BPS, min, mulDivDown } from '../../../domain/math'
import { computeValueE8 } from '../../../domain/value'
import { computeQuotaValueE8 } from '../judge'
import { convertAsset, tokenOf } from '../read/assets'
import type { RawToken } from '../read/raw'
import { balanceOf } from '../venues/trade'
import { refuseSafePrice } from './words'
import { hasDeadline, isMarked, type Working } from './working'

type PriceOf = (token: RawToken) => bigint | null

/** What the check found: enough, too little, or a price without which it reverts. */
type Verdict = 'enough' | 'short' | RawToken

/** Whether the safe price is lower than the price, or not to be had. */
export function countsLower(token: RawToken): boolean {
  return !token.hasSafePrice || token.safePrice < token.price
}

/**
 * The check at the end of every bundle but a closing one (`CreditManagerV3.fullCollateralCheck`), as far as
 * prices stop it: a missing one that it asks for, or safe prices that count the collateral for too little.
 * Being short at plain prices is `plan/assemble.ts`'s to say, of every protocol.
 */
export function checkCollateral(w: Working, now: bigint): readonly Issue[] {
  if (w.debt === 0n) return []
  const plain: PriceOf = ({ price }) => (price > 0n ? price : null)
  // the debt asset counts at its plain price always (`CreditManagerV3._safeConvertToUSD`)
  const safe: PriceOf = (token) => {
    if (isSameAddress(token.token, w.market.underlying)) return plain(token)
    return token.hasSafePrice ? token.safePrice : null
  }
  const isSafe = isMarked(w) || hasDeadline(w) || countsForbidden(w)
  const verdict = weighAll(w, isSafe ? safe : plain)
  if (verdict === 'enough') return []
  if (verdict !== 'short') return [describeMissingPrice(verdict, now)]
  if (!isSafe || weighAll(w, plain) === 'short') return []
  const lower = w.market.tokens.slice(1).filter((t) => balanceOf(w.balances, t.token) > 0n && countsLower(t))
  return [refuseSafePrice(lower.map((token) => convertAsset(token).symbol))]
}

function countsForbidden({ market, quotas }: Working): boolean {
  return market.tokens.some((t) => t.isForbidden && balanceOf(quotas, t.token) > 0n)
}

/** `CollateralLogic.calcCollateral`: token by token, and no further than the debt is covered. */
function weighAll({ market, balances, quotas, debt }: Working, priceOf: PriceOf): Verdict {
  const underlying = tokenOf(market, market.underlying)
  const priceE8 = priceOf(underlying)
  if (priceE8 === null) return underlying
  const target = computeValueE8(debt, priceE8, underlying.decimals)
  const quotaUnit = { asset: convertAsset(underlying), priceE8 }
  let weighted = 0n
  for (const token of market.tokens.slice(1)) {
    const [balance, quota] = [balanceOf(balances, token.token), balanceOf(quotas, token.token)]
    if (quota === 0n || balance === 0n) continue
    const price = priceOf(token)
    if (price === null) return token
    weighted += min(weigh(token, balance, price), computeQuotaValueE8(quota, quotaUnit))
    if (weighted >= target) return 'enough'
  }
  weighted += weigh(underlying, balanceOf(balances, underlying.token), priceE8)
  return weighted >= target ? 'enough' : 'short'
}

function weigh({ decimals, liquidationThreshold }: RawToken, balance: bigint, price: bigint): bigint {
  return mulDivDown(computeValueE8(balance, price, decimals), BigInt(liquidationThreshold), BPS)
}

/** A feed that is too old has no price either: its age is the reason. So it is where only the reserve feed's price lacks. */
export function describeMissingPrice(token: RawToken, now: bigint): Issue {
  const { feedUpdatedAt, feedStaleness } = token
  const isOld = feedStaleness > 0n && feedUpdatedAt > 0n && now >= feedUpdatedAt + feedStaleness
  const code = isOld || token.price > 0n ? 'price-stale' : 'price-unavailable'
  return { code, severity: 'refusal', symbols: [convertAsset(token).symbol] }
}
