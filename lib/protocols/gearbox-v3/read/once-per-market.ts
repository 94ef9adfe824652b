import type { RawMarket } from './raw'

/** The same function, computed once for each market: those of a snapshot never change, and go with it. */
export function oncePerMarket<Result>(compute: (market: RawMarket) => Result): (market: RawMarket) => Result {
  const known = new WeakMap<RawMarket, { readonly result: Result }>()
  return (market) => {
    const kept = known.get(market) ?? { result: compute(market) }
    known.set(market, kept)
    return kept.result
  }
}
