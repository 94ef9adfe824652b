import { type Address, isSameAddress } from '../domain/asset'
import { COIN_ADDRESS, COIN_DECIMALS } from '../domain/coin'
import { computeEquityE8 } from '../domain/leverage'
import { mulDivUp, WAD } from '../domain/math'
import { isSameUnit, type Unit } from '../domain/unit'
import { computeValueE8, type PricedAsset } from '../domain/value'
import type { AccountSnapshot } from '../protocols/protocol'
import { listPrices } from './list-prices'
import type { ProvenOutcome } from './outcome'
import type { TransactionPlan } from './plan'
import { findPositionAfter, listWalletChanges } from './plan-view'

type Prices = readonly PricedAsset[]

/**
 * How much less somebody owns afterwards, at the simulated block's oracle prices and fees apart, as a ratio of what
 * is traded at market (1e18 = 100 %, rounded up); below 0 for a gain. null where nothing is traded, or something
 * that enters or leaves the wallet has no price.
 */
export function computeValueLossWad(
  plan: TransactionPlan,
  { before, after }: Pick<ProvenOutcome, 'before' | 'after'>,
): bigint | null {
  const unit = findUnit(plan, before, after)
  const prices = listPrices(unit, before, after)
  const tradedE8 = computeTradedE8(plan, prices)
  if (tradedE8 === 0n || !arePriced(before, after, prices)) return null
  const lostE8 = computeOwnedE8(before, unit, prices) - computeOwnedE8(after, unit, prices) - plan.feesE8
  return lostE8 <= 0n ? lostE8 : mulDivUp(lostE8, WAD, tradedE8)
}

/** What the position that it is about is counted in. */
function findUnit(
  { intent }: TransactionPlan,
  before: AccountSnapshot,
  after: AccountSnapshot,
): Unit | undefined {
  return (findPositionAfter(intent, before, after) ?? findPositionAfter(intent, before, before))?.unit
}

function computeTradedE8({ steps }: TransactionPlan, prices: Prices): bigint {
  const actions = steps.flatMap((step) => (step.kind === 'call' ? step.actions : []))
  return actions.reduce((sum, action) => {
    if (!('isAtMarket' in action) || !action.isAtMarket) return sum
    const { asset, amount } = action.give
    return sum + computeValueE8(amount, priceOf(prices, asset.address), asset.decimals)
  }, 0n)
}

/** In a unit: what is counted in others is left out on both sides. */
function computeOwnedE8(
  { wallet, positions, nativeBalance }: AccountSnapshot,
  unit: Unit | undefined,
  prices: Prices,
): bigint {
  const inWallet = wallet.reduce(
    (sum, { asset, balance }) =>
      sum + computeValueE8(balance, priceOf(prices, asset.address), asset.decimals),
    computeValueE8(nativeBalance, priceOf(prices, COIN_ADDRESS), COIN_DECIMALS),
  )
  return positions
    .filter((position) => isSameUnit(position.unit, unit))
    .reduce(
      (sum, position) =>
        position.rewards.reduce(
          (all, { asset, amount, priceE8 }) => all + computeValueE8(amount, priceE8, asset.decimals),
          sum + computeEquityE8(position),
        ),
      inWallet,
    )
}

/** Whether each asset whose balance changes has a price: what has none would look lost. */
function arePriced(before: AccountSnapshot, after: AccountSnapshot, prices: Prices): boolean {
  const coin = { address: COIN_ADDRESS }
  const assets = [coin, ...after.wallet.map(({ asset }) => asset)]
  return listWalletChanges(before, after, assets).every(
    ({ asset, amount }) => amount === 0n || priceOf(prices, asset.address) > 0n,
  )
}

function priceOf(prices: Prices, address: Address): bigint {
  return prices.find(({ asset }) => isSameAddress(asset.address, address))?.priceE8 ?? 0n
}
