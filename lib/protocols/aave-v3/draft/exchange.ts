import { type Address, type Asset, isSameAddress } from '../../../domain/asset'
import { mulDivUp, WAD } from '../../../domain/math'
import { computeMinimum } from '../../../domain/slippage'
import { computeUnit } from '../../../domain/value'
import { findExchangeContracts } from '../addresses'
import { findBestExchange } from '../venues/uniswap-v3/draft'
import { describeSwap, encodeSwap } from '../venues/uniswap-v3/encode'
import type { Exchange, Quote, Trade } from '../venues/venue'
import { refuse } from './refusal'
import { refuseTooLarge, refuseTooSmallToTrade, refuseWithoutPool } from './words-of-trades'
import { findPart, type Refusal, type Working } from './working'

/** Whether it is a place to trade in, and not why there is none. */
export function isExchange(found: Exchange | Refusal): found is Exchange {
  return 'quote' in found
}

/** One of the two, whatever their order. */
function keyOfPair(one: Address, other: Address): string {
  return [one.toLowerCase(), other.toLowerCase()].sort().join(':')
}

/** Whether any pool trades the two. */
export function hasPool({ raw, exchanges }: Working, one: Address, other: Address): boolean {
  const key = keyOfPair(one, other)
  return exchanges.has(key) || raw.pools.some(({ token0, token1 }) => keyOfPair(token0, token1) === key)
}

/**
 * Where a trade of this size is best, for all trades of the pair in the draft: as those before have left it. `whole` is all that
 * will be traded there, about.
 */
export function findExchange(w: Working, give: Asset, get: Asset, whole: Trade): Exchange | Refusal {
  const key = keyOfPair(give.address, get.address)
  const known = w.exchanges.get(key)
  if (known) return known
  const contracts = findExchangeContracts(w.raw.structure.chainId)
  const pools = w.raw.pools.filter(({ token0, token1 }) => keyOfPair(token0, token1) === key)
  if (!contracts || pools.length === 0) return refuse(refuseWithoutPool(give, get))
  const quoter = { address: contracts.quoter, ask: w.terms.ask }
  return findBestExchange(pools, whole, quoter) ?? refuse(refuseTooLarge())
}

export function keepExchange(w: Working, one: Address, other: Address, exchange: Exchange): Working {
  return { ...w, exchanges: new Map(w.exchanges).set(keyOfPair(one, other), exchange) }
}

/** The account with what a trade must bring, which is what calls after it can go on with. */
export type Swapped = { readonly after: Working; readonly minimum: bigint; readonly expected: bigint }

/** A trade of all that was put in: out of the wallet, or brought by calls before. What it brings stays in the account. */
export function swap(
  w: Working,
  { asset: give, amount }: { readonly asset: Asset; readonly amount: bigint },
  get: Asset,
  { fromWallet, whole }: { readonly fromWallet: bigint; readonly whole?: Trade },
): Swapped | Refusal {
  if (amount <= 0n) return refuse(refuseTooSmallToTrade())
  const trade = { from: give.address, to: get.address, exact: 'in', amount } as const
  const exchange = findExchange(w, give, get, whole ?? trade)
  if (!isExchange(exchange)) return exchange
  const quote = exchange.quote(trade)
  if (!quote) return refuse(refuseTooLarge())
  const minimum = computeMinimum(quote.amountOut, w.terms.slippageBps)
  if (minimum === 0n) return refuse(refuseTooSmallToTrade())
  const call = {
    call: encodeSwap(exchange.place, trade, minimum, swapTermsOf(w)),
    actions: [describeSwap(exchange.place, trade, quote, { give, get, limit: minimum })],
    spends: { asset: give, amount, by: 'router', fromWallet, isExact: true } as const,
  }
  const traded = countTrade(w, give.address, quote)
  const after = keepExchange({ ...traded, calls: [...w.calls, call] }, give.address, get.address, quote.after)
  return { after: { ...after, returns: [...w.returns, get] }, minimum, expected: quote.amountOut }
}

export function swapTermsOf({ raw, holder, terms }: Working) {
  const contracts = findExchangeContracts(raw.structure.chainId)
  // who has no router was refused before, since there is nowhere to trade
  const router = contracts?.router ?? holder.account
  return { router, recipient: holder.account, deadlineSeconds: terms.deadlineSeconds }
}

function countTrade(w: Working, from: Address, { amountIn, feeWad, priceImpactWad }: Quote): Working {
  const valueE8 = valueUp(w, from, amountIn)
  const { tradedE8, feesE8, impactE8 } = w.traded
  return {
    ...w,
    traded: {
      tradedE8: tradedE8 + valueE8,
      feesE8: feesE8 + mulDivUp(valueE8, feeWad, WAD),
      impactE8: impactE8 + mulDivUp(valueE8, priceImpactWad, WAD),
    },
  }
}

/** At the protocol's price; what it has none for is worth nothing that is known. */
function valueUp(w: Working, token: Address, amount: bigint): bigint {
  const reserve = w.account.reserves.find(({ asset }) => isSameAddress(asset.address, token))
  const reward = w.raw.rewards.find((one) => isSameAddress(one.reward, token))
  const priceE8 = reserve?.priceE8 ?? reward?.priceE8 ?? 0n
  const decimals = findPart(w, token)?.asset.decimals ?? reward?.decimals ?? 0
  return mulDivUp(amount, priceE8, computeUnit(decimals))
}
