import type { Address } from '../../../domain/asset'
import { mulDivDown, mulDivUp, RAY, WAD } from '../../../domain/math'
import { askAmong } from '../../../domain/question'
import { computeMinimum } from '../../../domain/slippage'
import { computeValueE8 } from '../../../domain/value'
import { type Refusal, refuse } from '../draft/refusal'
import type { DraftTerms } from '../draft/terms'
import { refuseFullVault } from '../draft/words'
import { convertAsset, tokenOf } from '../read/assets'
import type { RawMarket } from '../read/raw'
import { venues } from './list'
import type { Conversion, Edge, MultiCall, Venue } from './venue'

/** Amounts by token address in lower case; what is not there is 0. */
export type Balances = ReadonlyMap<string, bigint>

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

export function isTraded(outcome: Trades | Refusal): outcome is Trades {
  return 'calls' in outcome
}

/**
 * Quotes and encodes a sequence of conversions, each of the whole balance but what `keep` holds of it. Refused
 * where a venue cannot take or give what is asked of it. Each trade at market may fall short of its quote by the slippage.
 */
export function tradeAlong(
  market: RawMarket,
  start: Balances,
  edges: readonly Edge[],
  keep: Balances,
  { slippageBps, deadlineSeconds, answers }: DraftTerms,
): Trades | Refusal {
  const ask = askAmong(answers)
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
    const venue = venueOf(edge)
    const quote = venue.quote(pools, edge, give, ask)
    if (!quote) return refuse('trade-too-large', 'amount')
    const { amountOut, priceImpactWad, feeWad } = quote
    const from = tokenOf(market, edge.from)
    const room = venue.roomFor?.(pools, edge) ?? give
    if (give > room) return refuse(refuseFullVault({ asset: convertAsset(from), amount: room }))
    // dust that would become nothing stays what it is
    if (amountOut === 0n) continue
    pools = venue.move?.(pools, edge, give, amountOut) ?? pools
    const { isAtMarket } = venue
    const minimum = isAtMarket ? computeMinimum(amountOut, slippageBps) : amountOut
    const valueE8 = computeValueE8(give, from.price, from.decimals)
    impactE8 += mulDivUp(valueE8, priceImpactWad, WAD)
    feesE8 += mulDivUp(valueE8, feeWad, WAD)
    inputE8 += computeValueE8(give - balanceOf(produced, edge.from), from.price, from.decimals)
    produced.set(edge.from.toLowerCase(), 0n)
    produced.set(edge.to.toLowerCase(), balanceOf(produced, edge.to) + amountOut)
    balances.set(edge.from.toLowerCase(), leftover)
    balances.set(edge.to.toLowerCase(), balanceOf(balances, edge.to) + amountOut)
    const terms = { leftover, minRateRay: mulDivDown(minimum, RAY, give), deadlineSeconds, give, ask }
    calls.push(venue.encode(market, edge, terms))
    actions.push({
      ...venue.describe(market, edge),
      give: { asset: convertAsset(from), amount: give },
      get: { asset: convertAsset(tokenOf(market, edge.to)), amount: amountOut },
      minimum,
      isAtMarket,
      feeWad,
    })
  }
  return { balances, pools, actions, calls, inputE8, impactE8, feesE8 }
}

function venueOf(edge: Edge): Venue {
  const venue = venues.find(({ id }) => id === edge.venue)
  if (!venue) throw new Error(`No venue ${edge.venue} in list.ts`)
  return venue
}

export function balanceOf(balances: Balances, token: Address): bigint {
  return balances.get(token.toLowerCase()) ?? 0n
}
