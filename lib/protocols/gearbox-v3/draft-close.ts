import type { Action } from '../../domain/action'
import { type AssetAmount, isSameAddress } from '../../domain/asset'
import type { Issue } from '../../domain/issue'
import { mulDivUp, SECONDS_PER_YEAR, WAD } from '../../domain/math'
import type { OwnedPosition } from '../../domain/position'
import { computeValueE8 } from '../../domain/value'
import type { AccountSnapshot, CloseIntent, OperationDraft, Tolerance } from '../protocol'
import { convertAsset, findToken, tokenOf } from './assets'
import { marketOf, stateOf } from './convert'
import {
  encodeClaim,
  encodeCloseAccount,
  encodeCompareBalances,
  encodeDeadline,
  encodeExpectGains,
  encodeRemoveQuota,
  encodeRepayAll,
  encodeWithdrawAll,
  type MultiCall,
} from './encode'
import { computeBorrowAprWad } from './rates'
import type { RawAccount, RawMarket } from './raw'
import { type Edge, findRoute, mergeRoutes } from './route'
import { balanceOf, computeMinimum, tradeAlong } from './trade'

/** Gearbox leaves one unit of each token on an account, and will not send nothing. */
const KEPT_UNIT = 1n

/**
 * A whole position in one `closeCreditAccount`: claim, convert everything into the debt asset, give up the
 * quotas, repay all that is owed at that block, convert what is left into the asset asked for, send it.
 * Rewards go to the wallet as they are.
 */
export function draftClose(
  account: AccountSnapshot,
  intent: CloseIntent,
  tolerance: Tolerance,
): OperationDraft | { readonly issues: readonly Issue[] } {
  const position = account.positions.find((p) => p.id === intent.positionId)
  if (!position) return refuse('position-gone')
  const state = stateOf(account.markets)
  const raw = state.raw.accounts.find((a) => isSameAddress(a.account, position.account))
  if (!raw) return refuse('position-gone')
  const market = marketOf(state, raw.creditManager)
  if (!findToken(market, intent.receive.address)) return refuse('no-route')

  const { slippageBps, deadlineSeconds } = tolerance
  const plan = planConversions(market, raw)
  if (!plan) return refuse('no-route')
  const toDebt = tradeAlong(market, plan.start, plan.edges, slippageBps, deadlineSeconds)
  if (!toDebt) return refuse('pool-liquidity-too-low')

  const held = balanceOf(toDebt.balances, market.underlying)
  const gained = held - balanceOf(plan.start, market.underlying)
  const minimumGain = plan.edges.length > 0 ? computeMinimum(gained, slippageBps) : 0n
  const owedLatest =
    raw.totalDebt + computeInterestUntil(market, raw, deadlineSeconds - account.markets.block.timestamp)
  if (held - gained + minimumGain < owedLatest) return refuseUnderwater(market, held, owedLatest)

  const left = held - raw.totalDebt
  const onward = findRoute(market, market.underlying, intent.receive.address)
  if (!onward) return refuse('no-route')
  const leftover = new Map([[market.underlying.toLowerCase(), left]])
  const toReceive = tradeAlong(market, leftover, onward, slippageBps, deadlineSeconds)
  if (!toReceive) return refuse('pool-liquidity-too-low')

  const received: AssetAmount = {
    asset: intent.receive,
    amount: balanceOf(toReceive.balances, intent.receive.address) - KEPT_UNIT,
  }
  const rewards = listRewards(market, raw, plan.edges, intent)
  const quotas = market.tokens.filter((_, i) => (raw.quotas[i] ?? 0n) > 0n)
  const hasDebt = raw.totalDebt > 0n
  const sent = [...(received.amount > 0n ? [received] : []), ...rewards.sent]
  const calls: readonly (MultiCall | null)[] = [
    encodeDeadline(market, deadlineSeconds),
    ...rewards.adapters.map(encodeClaim),
    minimumGain > 0n ? encodeExpectGains(market, [{ token: market.underlying, amount: minimumGain }]) : null,
    ...toDebt.calls,
    minimumGain > 0n ? encodeCompareBalances(market) : null,
    ...quotas.map((token) => encodeRemoveQuota(market, token.token)),
    hasDebt ? encodeRepayAll(market) : null,
    ...toReceive.calls,
    ...sent.map(({ asset }) => encodeWithdrawAll(market, asset.address, intent.owner)),
  ]
  const repay: Action = {
    kind: 'repay',
    give: { asset: position.debt.asset, amount: raw.totalDebt },
    isAll: true,
  }
  return {
    call: encodeCloseAccount(
      market,
      raw.account,
      calls.filter((call) => call !== null),
    ),
    spends: [],
    spender: market.creditManager,
    actions: [
      ...rewards.claims,
      ...toDebt.actions,
      ...(hasDebt ? [repay] : []),
      ...toReceive.actions,
      ...sent.map((get): Action => ({ kind: 'withdraw', get, isAll: true })),
    ],
    after: null,
    walletChanges: sent,
    priceImpactWad: computeImpact(position, toDebt.impactE8 + toReceive.impactE8),
    feesE8: toDebt.feesE8 + toReceive.feesE8,
    issues: market.isPaused ? [{ code: 'market-paused', severity: 'refusal' }] : [],
  }
}

/** Routes for everything held into the debt asset; null where something of worth has none. */
function planConversions(
  market: RawMarket,
  raw: RawAccount,
): { start: Map<string, bigint>; edges: readonly Edge[] } | null {
  const start = new Map<string, bigint>()
  const routes: (readonly Edge[])[] = []
  for (const [i, token] of market.tokens.entries()) {
    const balance = raw.balances[i] ?? 0n
    if (balance === 0n) continue
    const isUnderlying = isSameAddress(token.token, market.underlying)
    // dust stays, as does what counts for no collateral: rewards are sent as they are
    if (!isUnderlying && (balance <= KEPT_UNIT || token.liquidationThreshold === 0)) continue
    const route = findRoute(market, token.token, market.underlying)
    if (!route) return null
    start.set(token.token.toLowerCase(), balance)
    routes.push(route)
  }
  return { start, edges: mergeRoutes(routes) }
}

/** Rewards to claim and reward tokens to send, the latter with what the account holds of them already. */
function listRewards(market: RawMarket, raw: RawAccount, edges: readonly Edge[], intent: CloseIntent) {
  const adapters = market.stakings
    .filter((_, i) => (raw.earned[i] ?? 0n) > 0n)
    .map((staking) => staking.adapter)
  const claims = market.stakings.flatMap((staking, i): Action[] => {
    const amount = raw.earned[i] ?? 0n
    return amount > 0n
      ? [{ kind: 'claim', get: { asset: convertAsset(tokenOf(market, staking.rewardsToken)), amount } }]
      : []
  })
  const sent = market.tokens.flatMap((token, i): AssetAmount[] => {
    const isConverted = edges.some((edge) => isSameAddress(edge.from, token.token))
    const goesAnyway =
      isSameAddress(token.token, market.underlying) || isSameAddress(token.token, intent.receive.address)
    if (isConverted || goesAnyway || token.liquidationThreshold !== 0) return []
    const earned = market.stakings.reduce(
      (sum, staking, s) =>
        isSameAddress(staking.rewardsToken, token.token) ? sum + (raw.earned[s] ?? 0n) : sum,
      0n,
    )
    const amount = (raw.balances[i] ?? 0n) + earned - KEPT_UNIT
    return amount > 0n ? [{ asset: convertAsset(token), amount }] : []
  })
  return { adapters, claims, sent }
}

/** Interest that may accrue before the deadline at twice today's rate: utilisation can rise meanwhile. */
function computeInterestUntil(market: RawMarket, raw: RawAccount, seconds: bigint): bigint {
  if (seconds <= 0n) return 0n
  return mulDivUp(raw.totalDebt * 2n * computeBorrowAprWad(market), seconds, WAD * SECONDS_PER_YEAR)
}

function computeImpact(position: OwnedPosition, impactE8: bigint): bigint {
  const valueE8 = position.collaterals.reduce(
    (sum, c) => sum + computeValueE8(c.amount, c.priceE8, c.asset.decimals),
    0n,
  )
  return valueE8 === 0n ? 0n : mulDivUp(impactE8, WAD, valueE8)
}

function refuseUnderwater(
  market: RawMarket,
  proceeds: bigint,
  debt: bigint,
): { readonly issues: readonly Issue[] } {
  const asset = convertAsset(tokenOf(market, market.underlying))
  const details = { proceeds: { asset, amount: proceeds }, debt: { asset, amount: debt } }
  return { issues: [{ code: 'proceeds-below-debt', severity: 'refusal', details }] }
}

function refuse(code: Issue['code']): { readonly issues: readonly Issue[] } {
  return { issues: [{ code, severity: 'refusal' }] }
}
