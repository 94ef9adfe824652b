import type { PriceBasis } from '../domain/oracle'
import type { Unit } from '../domain/unit'
import { formatPercent } from './percent'
import { formatPrice } from './value'

const OF_MARKET = 'a move of the market alone liquidates nobody, but trades are at the market’s price'

/** Why the price that counts is another than the market's, in one sentence. */
export function formatPriceBasis(basis: PriceBasis, unit?: Unit): string {
  switch (basis.kind) {
    case 'rate':
      return `Counted by the token’s own rate, whose growth counts up to ${formatPercent(basis.mostYearlyGrowthWad)} a year: ${OF_MARKET}.`
    case 'capped':
      return `Counted up to ${formatPrice(basis.capE8, { unit })}: a market price above that does not show.`
    case 'fixed':
      return `Counted at a fixed price: ${OF_MARKET}.`
  }
}
