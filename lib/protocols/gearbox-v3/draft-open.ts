import type { Action } from '../../domain/action'
import { isSameAddress } from '../../domain/asset'
import type { Issue } from '../../domain/issue'
import { computeBorrowForLeverage } from '../../domain/leverage'
import { BPS, min, mulDivUp, WAD } from '../../domain/math'
import type { Position } from '../../domain/position'
import { computeQuotaRatioWad } from '../../domain/quota'
import { computeValueE8, convertAmount } from '../../domain/value'
import type { MarketSnapshot, OpenIntent, OperationDraft, Tolerance } from '../protocol'
import { convertAsset, convertExposures, convertPriced, findToken, tokenOf } from './assets'
import { convertCollateral, marketOf, stateOf } from './convert'
import {
  encodeAddCollateral,
  encodeCompareBalances,
  encodeDeadline,
  encodeExpectGains,
  encodeIncreaseDebt,
  encodeOpenAccount,
  encodeSetQuota,
  type MultiCall,
} from './encode'
import type { RawMarket, RawToken } from './raw'
import { findRoute, mergeRoutes } from './route'
import { balanceOf, computeMinimum, tradeAlong } from './trade'

/** Gearbox rounds quotas down to a multiple of this (`CreditFacadeV3._updateQuota`). */
const QUOTA_STEP = 10_000n

/**
 * Everything a farm needs in one `openCreditAccount`: borrow, bring the deposit, convert both into the farm's
 * asset, and set its quota. The account must gain the final asset's minimum or all of it reverts.
 */
export function draftOpen(
  markets: MarketSnapshot,
  intent: OpenIntent,
  tolerance: Tolerance,
): OperationDraft | { readonly issues: readonly Issue[] } {
  const farm = markets.farms.find((f) => f.id === intent.farmId)
  if (!farm) return refuse('no-route')
  const market = marketOf(stateOf(markets), farm.market)
  const { deposit } = intent
  const depositToken = findToken(market, deposit.asset.address)
  const underlying = tokenOf(market, market.underlying)
  const target = tokenOf(market, farm.asset.address)
  if (!depositToken || depositToken.price === 0n || underlying.price === 0n || target.price === 0n) {
    return refuse('price-unavailable')
  }
  if (deposit.amount <= 0n) return refuse('amount-zero')

  const depositInDebtAsset = convertAmount(
    deposit.amount,
    convertPriced(depositToken),
    convertPriced(underlying),
    'down',
  )
  const borrow = computeBorrowForLeverage(depositInDebtAsset, intent.leverageWad)
  const routes = [findRoute(market, deposit.asset.address, target.token)]
  if (borrow > 0n) routes.push(findRoute(market, market.underlying, target.token))
  const found = routes.filter((route) => route !== null)
  if (found.length < routes.length) return refuse('no-route')

  const start = new Map([[market.underlying.toLowerCase(), borrow]])
  start.set(depositToken.token.toLowerCase(), balanceOf(start, depositToken.token) + deposit.amount)
  const { slippageBps, deadlineSeconds } = tolerance
  const trades = tradeAlong(market, start, mergeRoutes(found), slippageBps, deadlineSeconds)
  if (!trades) return refuse('pool-liquidity-too-low')

  const gained = balanceOf(trades.balances, target.token)
  const quota = borrow > 0n ? computeQuota(market, target, gained) : 0n
  const depositAction: Action = { kind: 'add-collateral', give: deposit }
  const quotaAction: Action = {
    kind: 'set-quota',
    collateral: { asset: farm.asset, amount: gained },
    quota: { asset: farm.debtAsset, amount: quota },
  }
  const calls: readonly (MultiCall | null)[] = [
    encodeDeadline(market, deadlineSeconds),
    encodeExpectGains(market, [{ token: target.token, amount: computeMinimum(gained, slippageBps) }]),
    borrow > 0n ? encodeIncreaseDebt(market, borrow) : null,
    encodeAddCollateral(market, depositToken.token, deposit.amount),
    ...trades.calls,
    encodeCompareBalances(market),
    quota > 0n ? encodeSetQuota(market, target.token, quota) : null,
  ]
  const spentE8 =
    computeValueE8(deposit.amount, depositToken.price, depositToken.decimals) +
    computeValueE8(borrow, underlying.price, underlying.decimals)
  return {
    call: encodeOpenAccount(
      market,
      intent.owner,
      calls.filter((call) => call !== null),
    ),
    spends: [deposit],
    spender: market.creditManager,
    actions: [
      ...(borrow > 0n ? [{ kind: 'borrow' as const, get: { asset: farm.debtAsset, amount: borrow } }] : []),
      depositAction,
      ...trades.actions,
      ...(quota > 0n ? [quotaAction] : []),
    ],
    after: positionAfter(market, target, gained, quota, borrow),
    walletChanges: [{ asset: deposit.asset, amount: -deposit.amount }],
    priceImpactWad: spentE8 === 0n ? 0n : mulDivUp(trades.impactE8, WAD, spentE8),
    feesE8: trades.feesE8,
    issues: findLimitIssues(market, target, borrow, quota),
  }
}

/** What the collateral counts for, with headroom, in the underlying, rounded up to a step. */
function computeQuota(market: RawMarket, token: RawToken, amount: bigint): bigint {
  const underlying = tokenOf(market, market.underlying)
  const value = convertAmount(amount, convertPriced(token), convertPriced(underlying), 'up')
  const needed = mulDivUp(value, computeQuotaRatioWad(BigInt(token.liquidationThreshold)), WAD)
  return mulDivUp(needed, 1n, QUOTA_STEP) * QUOTA_STEP
}

function computeQuotaFee(token: RawToken, quota: bigint): bigint {
  return (quota * BigInt(token.quotaIncreaseFee)) / BPS
}

function positionAfter(
  market: RawMarket,
  target: RawToken,
  gained: bigint,
  quota: bigint,
  borrow: bigint,
): Position {
  const underlying = tokenOf(market, market.underlying)
  const index = market.tokens.findIndex((token) => isSameAddress(token.token, target.token))
  return {
    collaterals: [convertCollateral(market, index, gained, quota)],
    debt: {
      asset: convertAsset(underlying),
      amount: borrow + computeQuotaFee(target, quota),
      principal: borrow,
      priceE8: underlying.price,
      exposures: convertExposures(market, market.underlying),
    },
  }
}

/** The market's own limits, as the facade, the pool and the quota keeper would enforce them. */
function findLimitIssues(
  market: RawMarket,
  target: RawToken,
  borrow: bigint,
  quota: bigint,
): readonly Issue[] {
  const asset = convertAsset(tokenOf(market, market.underlying))
  const of = (amount: bigint) => ({ asset, amount })
  const issues: Issue[] = []
  const push = (code: Issue['code'], field: Issue['field'], details?: Issue['details']) =>
    issues.push({ code, severity: 'refusal', field, details })
  if (market.isPaused) push('market-paused', undefined)
  if (borrow === 0n) return issues
  if (market.maxDebtPerBlockMultiplier === 0) push('borrowing-forbidden', undefined)
  if (borrow < market.minDebt)
    push('debt-below-minimum', 'amount', { debt: of(borrow), minimum: of(market.minDebt) })
  if (borrow > market.maxDebt)
    push('debt-over-maximum', 'amount', { debt: of(borrow), maximum: of(market.maxDebt) })
  const lendable = min(market.borrowable, market.availableLiquidity)
  if (borrow > lendable)
    push('pool-liquidity-too-low', 'amount', { debt: of(borrow), available: of(lendable) })
  const free = target.quotaLimit > target.quotaTotal ? target.quotaLimit - target.quotaTotal : 0n
  if (quota > min(free, market.maxQuota)) {
    push('quota-limit-reached', 'amount', { quota: of(quota), available: of(min(free, market.maxQuota)) })
  }
  return issues
}

function refuse(code: Issue['code']): { readonly issues: readonly Issue[] } {
  return { issues: [{ code, severity: 'refusal' }] }
}
