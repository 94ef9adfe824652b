import type { Action } from '../../../domain/action'
import {
  computeReservesAfter,
  type HalfWeightedPool,
  quoteHalfWeightedExit,
  quoteHalfWeightedJoin,
  quotePairSwap,
  type TokenIndex,
  type TradeQuote,
} from '../../../domain/amm'
import { type Address, isSameAddress } from '../../../domain/asset'
import { BPS, mulDivDown, mulDivUp, RAY, WAD } from '../../../domain/math'
import { computeValueE8 } from '../../../domain/value'
import type { Tolerance } from '../../protocol'
import { encodeEdge, type MultiCall } from '../draft/encode'
import { type Refusal, refuse } from '../draft/refusal'
import { refuseFullVault } from '../draft/words'
import { convertAsset, tokenOf } from '../read/assets'
import type { RawMarket } from '../read/raw'
import type { Edge } from './route'

/** Amounts by token address in lower case; what is not there is 0. */
export type Balances = ReadonlyMap<string, bigint>

type Conversion = Extract<Action, { minimum: bigint }>

/** Walking a route through pools as they stand, each step seeing what the ones before it did to the pools. */
export type Trades = {
  /** What the account holds after. */
  readonly balances: Balances
  /** The market with its pools as the trades leave them. */
  readonly pools: RawMarket
  readonly actions: readonly Conversion[]
  readonly calls: readonly MultiCall[]
  /** Value put into the trades, what they pass on from one to the next counted once. USD with 8 decimals. */
  readonly inputE8: bigint
  /** Value lost by moving the pools' prices, USD with 8 decimals, rounded up. */
  readonly impactE8: bigint
  /** Value paid in swap fees, USD with 8 decimals, rounded up. */
  readonly feesE8: bigint
}

const noTrade: TradeQuote = { amountOut: 0n, priceImpactWad: 0n, feeWad: 0n }

export function isTraded(outcome: Trades | Refusal): outcome is Trades {
  return 'calls' in outcome
}

/**
 * Quotes and encodes a sequence of conversions, each of the whole balance but what `keep` holds of it. Refused
 * where a pool or vault cannot take or give what is asked of it. Each trade at market may fall short of its quote by the slippage.
 */
export function tradeAlong(
  market: RawMarket,
  start: Balances,
  edges: readonly Edge[],
  keep: Balances,
  { slippageBps, deadlineSeconds }: Tolerance,
): Trades | Refusal {
  let pools = market
  const balances = new Map(start)
  const actions: Conversion[] = []
  const calls: MultiCall[] = []
  const produced = new Map<string, bigint>()
  let inputE8 = 0n
  let impactE8 = 0n
  let feesE8 = 0n
  for (const edge of edges) {
    const leftover = balanceOf(keep, edge.from)
    const give = balanceOf(balances, edge.from) - leftover
    if (give <= 0n) continue
    const quote = quoteEdge(pools, edge, give)
    if (!quote) return refuse('trade-too-large', 'amount')
    const room = edge.kind === 'vault-deposit' ? vaultOf(pools, edge).maxDeposit : give
    if (give > room) {
      const available = { asset: convertAsset(tokenOf(market, edge.from)), amount: room }
      return refuse(refuseFullVault(available))
    }
    // dust that would become nothing stays what it is
    if (quote.amountOut === 0n) continue
    pools = movePools(pools, edge, give, quote.amountOut)
    const from = tokenOf(market, edge.from)
    const minimum = isAtMarket(edge) ? computeMinimum(quote.amountOut, slippageBps) : quote.amountOut
    const valueE8 = computeValueE8(give, from.price, from.decimals)
    impactE8 += mulDivUp(valueE8, quote.priceImpactWad, WAD)
    feesE8 += mulDivUp(valueE8, quote.feeWad, WAD)
    inputE8 += computeValueE8(give - balanceOf(produced, edge.from), from.price, from.decimals)
    produced.set(edge.from.toLowerCase(), 0n)
    produced.set(edge.to.toLowerCase(), balanceOf(produced, edge.to) + quote.amountOut)
    balances.set(edge.from.toLowerCase(), leftover)
    balances.set(edge.to.toLowerCase(), balanceOf(balances, edge.to) + quote.amountOut)
    calls.push(encodeEdge(market, edge, { give, minimum, leftover, deadlineSeconds }))
    actions.push({
      kind: edge.kind,
      give: { asset: convertAsset(from), amount: give },
      get: { asset: convertAsset(tokenOf(market, edge.to)), amount: quote.amountOut },
      minimum,
      venue: nameVenue(market, edge),
      feeWad: quote.feeWad,
    })
  }
  return { balances, pools, actions, calls, inputE8, impactE8, feesE8 }
}

export function balanceOf(balances: Balances, token: Address): bigint {
  return balances.get(token.toLowerCase()) ?? 0n
}

/** A quote less the slippage that is allowed, rounded down. */
export function computeMinimum(amount: bigint, slippageBps: bigint): bigint {
  return mulDivDown(amount, BPS - slippageBps, BPS)
}

/** Staking is one to one and a vault's share price is its own: only markets can slip. */
function isAtMarket(edge: Edge): boolean {
  return edge.kind === 'swap' || edge.kind === 'join-pool' || edge.kind === 'exit-pool'
}

function quoteEdge(market: RawMarket, edge: Edge, give: bigint): TradeQuote | null {
  switch (edge.kind) {
    case 'swap':
      return quotePairSwap(reservesOf(market, edge), give)
    case 'join-pool':
      return quoteHalfWeightedJoin(halfPoolOf(market, edge), tokenIndexOf(market, edge, edge.from), give)
    case 'exit-pool':
      return quoteHalfWeightedExit(halfPoolOf(market, edge), tokenIndexOf(market, edge, edge.to), give)
    case 'stake':
    case 'unstake':
      return { ...noTrade, amountOut: give }
    case 'vault-deposit':
      return { ...noTrade, amountOut: mulDivDown(give, RAY, vaultOf(market, edge).assetsPerShare) }
    case 'vault-redeem':
      return { ...noTrade, amountOut: mulDivDown(give, vaultOf(market, edge).assetsPerShare, RAY) }
  }
}

/** The market with its pools as a trade leaves them; stakes and vaults keep their price. */
function movePools(market: RawMarket, edge: Edge, give: bigint, get: bigint): RawMarket {
  if (edge.kind === 'swap') {
    const after = computeReservesAfter(reservesOf(market, edge), give)
    const uniswapPools = market.uniswapPools.map((pool, i) => {
      if (i !== edge.index) return pool
      return isSameAddress(pool.token0, edge.from)
        ? { ...pool, reserve0: after.reserveIn, reserve1: after.reserveOut }
        : { ...pool, reserve0: after.reserveOut, reserve1: after.reserveIn }
    })
    return { ...market, uniswapPools }
  }
  if (edge.kind !== 'join-pool' && edge.kind !== 'exit-pool') return market
  const isJoin = edge.kind === 'join-pool'
  const index = tokenIndexOf(market, edge, isJoin ? edge.from : edge.to)
  const change = isJoin ? give : -get
  const balancerPools = market.balancerPools.map((pool, i) =>
    i !== edge.index
      ? pool
      : {
          ...pool,
          balances: pool.balances.map((b, token) => (token === index ? b + change : b)),
          supply: isJoin ? pool.supply + get : pool.supply - give,
        },
  )
  return { ...market, balancerPools }
}

function reservesOf(market: RawMarket, edge: Edge) {
  const pool = required(market.uniswapPools[edge.index])
  return isSameAddress(pool.token0, edge.from)
    ? { reserveIn: pool.reserve0, reserveOut: pool.reserve1 }
    : { reserveIn: pool.reserve1, reserveOut: pool.reserve0 }
}

function halfPoolOf(market: RawMarket, edge: Edge): HalfWeightedPool {
  const pool = required(market.balancerPools[edge.index])
  const [token0, token1] = pool.tokens.map((token) => tokenOf(market, token).decimals)
  const [balance0, balance1] = pool.balances
  return {
    balances: [required(balance0), required(balance1)],
    decimals: [required(token0), required(token1)],
    totalSupply: pool.supply,
    swapFeeWad: pool.swapFee,
  }
}

function tokenIndexOf(market: RawMarket, edge: Edge, token: Address): TokenIndex {
  const [token0] = required(market.balancerPools[edge.index]).tokens
  return token0 && isSameAddress(token0, token) ? 0 : 1
}

function vaultOf(market: RawMarket, edge: Edge) {
  return required(market.vaults[edge.index])
}

function nameVenue(market: RawMarket, edge: Edge): string {
  switch (edge.kind) {
    case 'swap':
      return 'Uniswap V2'
    case 'join-pool':
    case 'exit-pool':
      return 'Balancer V2'
    case 'stake':
    case 'unstake':
      return 'StakingRewards'
    case 'vault-deposit':
    case 'vault-redeem':
      return tokenOf(market, vaultOf(market, edge).vault).symbol
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A route names a venue that its market does not have')
  return value
}
