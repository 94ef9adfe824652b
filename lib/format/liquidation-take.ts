import type { TakeAt } from '../domain/liquidation-take'
import { formatTokenAmount } from './amount'
import { formatSymbol } from './symbol'
import { formatPrice } from './value'

/** Where it begins: "WETH under $1,812.30". Rounded towards the price now: it never looks further away than it is. */
export function describeBeginning({ liquidation }: TakeAt): string {
  const { asset, side, priceE8, unit } = liquidation
  const price = formatPrice(priceE8, { rounding: side === 'below' ? 'up' : 'down', unit })
  return `${formatSymbol(asset)} ${side === 'below' ? 'under' : 'over'} ${price}`
}

/** What is paid back, and what leaves for it. */
export function describeTake({ take }: Pick<TakeAt, 'take'>): string {
  const { repaid, taken, fee, extent } = take
  const amount = formatTokenAmount(repaid)
  const debt = extent === 'whole' ? `All of that debt, ${amount},` : `Up to ${amount} of the debt`
  const kept = fee.amount > 0n ? `, of which the protocol keeps ${formatTokenAmount(fee)}` : ''
  return `${debt} is paid back for you, and ${formatTokenAmount(taken, { rounding: 'up' })} leaves the position for it${kept}.`
}

/** What may follow a first one; null where it ends all debt. */
export function describeRest(takes: readonly TakeAt[]): string | null {
  return takes.some(({ take }) => take.extent === 'part')
    ? 'A part is taken at a time, and the rest stays yours. Whoever liquidates chooses which collateral for which debt, and while the health factor is under 1 the next part may follow; far under it, all at once.'
    : null
}
