import { max, min, mulDivDown, mulDivUp } from '../../../domain/math'
import { computeMinimum } from '../../../domain/slippage'
import type { RawToken } from '../read/raw'
import { findRoute } from '../venues/route'
import { balanceOf, isTraded, tradeAlong } from '../venues/trade'
import { refuse } from './refusal'
import { convert } from './steps'
import { amountOf, type Outcome, type Working } from './working'

/** Rounds of correcting a sale's size by what the last one's costs were. */
const ROUNDS = 4

/**
 * Sells as much of a token as surely brings `needed` of the debt asset, slippage and all, and not much more.
 * Refuses where all of it would not.
 */
export function sellToCover(w: Working, token: RawToken, needed: bigint): Outcome {
  if (needed <= 0n) return w
  const { underlying } = w.market
  const route = findRoute(w.market, token.token, underlying)
  const held = balanceOf(w.balances, token.token)
  if (!route) return refuse('no-route')
  const quoteSure = (amount: bigint): bigint | null => {
    const trades = tradeAlong(
      w.pools,
      new Map([[token.token.toLowerCase(), amount]]),
      route,
      new Map(),
      w.terms,
    )
    return isTraded(trades)
      ? computeMinimum(balanceOf(trades.balances, underlying), w.terms.slippageBps)
      : null
  }
  let amount = held
  for (let round = 0; round < ROUNDS; round++) {
    const sure = quoteSure(amount)
    // a pool refuses too large an exit: a smaller one may do
    if (sure === null || sure === 0n) amount = max(1n, amount / 4n)
    else amount = min(held, mulDivUp(amount, needed, sure) + 1n)
  }
  // the last estimate may be a hair short where the price curves: a thousandth more covers it
  amount = min(held, amount + mulDivDown(amount, 1n, 1_000n) + 1n)
  const sure = quoteSure(amount) ?? 0n
  if (sure < needed) {
    const of = (size: bigint) => amountOf(w, underlying, size)
    const [proceeds, debt, shortfall] = [of(sure), of(needed), of(needed - sure)]
    return refuse({ code: 'proceeds-below-debt', severity: 'refusal', proceeds, debt, shortfall })
  }
  const keep = new Map(w.balances).set(token.token.toLowerCase(), held - amount)
  return convert(w, route, underlying, keep)
}
