import type { Address } from '../../../domain/asset'
import { max } from '../../../domain/math'
import type { PositionRates } from '../../../domain/position'
import { convertRates } from '../read/convert'
import { computeBorrowRate } from '../read/lending-rates'
import type { GearboxState, RawMarket } from '../read/raw'
import { venues } from '../venues/list'
import { balanceOf } from '../venues/trade'
import type { Working } from './working'

/**
 * What an account earns and costs once its own steps have moved the rates: what it borrows raises the pool's
 * utilisation, what it stakes shares the rewards with more. Interest of the block until then is left out, which is
 * digits that nobody sees. Where the pool's model is not the linear one its rate stays.
 */
export function computeRatesAfter(state: GearboxState, w: Working): PositionRates {
  const gained = (token: Address) => balanceOf(w.balances, token) - balanceOf(w.start.balances, token)
  const market = venues.reduce((after, venue) => venue.resupply?.(after, gained) ?? after, w.market)
  return convertRates(state, { ...market, baseInterestRate: computeBaseRateAfter(state, w) })
}

function computeBaseRateAfter({ raw }: GearboxState, w: Working): RawMarket['baseInterestRate'] {
  const { expectedLiquidity, availableLiquidity, baseInterestRate, pool } = w.market
  if (w.debt === w.start.debt) return baseInterestRate
  const rateModel = raw.pools.find((p) => p.pool === pool)?.rateModel ?? []
  const left = max(0n, availableLiquidity - (w.debt - w.start.debt))
  return (
    computeBorrowRate(rateModel, { totalAssets: expectedLiquidity, availableLiquidity: left }) ??
    baseInterestRate
  )
}
