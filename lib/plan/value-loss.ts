import type { Address } from '../domain/asset'
import { computeEquityE8 } from '../domain/leverage'
import { mulDivUp, WAD } from '../domain/math'
import { computeValueE8 } from '../domain/value'
import type { AccountSnapshot } from '../protocols/protocol'
import type { ProvenOutcome } from './outcome'
import type { TransactionPlan } from './plan'

type Prices = ReadonlyMap<string, bigint>

/**
 * How much less somebody owns afterwards, at the simulated block's oracle prices and fees apart, as a ratio of what
 * is traded at market (1e18 = 100 %, rounded up); below 0 for a gain. null where nothing is traded, or something
 * that enters or leaves the wallet has no price.
 */
export function computeValueLossWad(
  plan: TransactionPlan,
  { before, after }: Pick<ProvenOutcome, 'before' | 'after'>,
): bigint | null {
  const prices = listPrices(before, after)
  const tradedE8 = computeTradedE8(plan, prices)
  if (tradedE8 === 0n || !arePriced(before, after, prices)) return null
  const lostE8 = computeOwnedE8(before, prices) - computeOwnedE8(after, prices) - plan.feesE8
  return lostE8 <= 0n ? lostE8 : mulDivUp(lostE8, WAD, tradedE8)
}

function computeTradedE8({ steps }: TransactionPlan, prices: Prices): bigint {
  const actions = steps.flatMap((step) => (step.kind === 'call' ? step.actions : []))
  return actions.reduce((sum, action) => {
    if (action.kind !== 'swap' && action.kind !== 'join-pool' && action.kind !== 'exit-pool') return sum
    const { asset, amount } = action.give
    return sum + computeValueE8(amount, priceOf(prices, asset.address), asset.decimals)
  }, 0n)
}

function computeOwnedE8({ wallet, positions }: AccountSnapshot, prices: Prices): bigint {
  const inWallet = wallet.reduce(
    (sum, { asset, balance }) =>
      sum + computeValueE8(balance, priceOf(prices, asset.address), asset.decimals),
    0n,
  )
  return positions.reduce(
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
  const had = new Map(before.wallet.map(({ asset, balance }) => [keyOf(asset.address), balance]))
  return after.wallet.every(
    ({ asset, balance }) =>
      balance === (had.get(keyOf(asset.address)) ?? 0n) || priceOf(prices, asset.address) > 0n,
  )
}

/** Oracle prices from wherever the protocol tells one. */
function listPrices(...accounts: readonly AccountSnapshot[]): Prices {
  const prices = new Map<string, bigint>()
  const add = (address: Address, priceE8: bigint) => {
    if (priceE8 > 0n && !prices.has(keyOf(address))) prices.set(keyOf(address), priceE8)
  }
  for (const { markets, positions } of accounts) {
    for (const { collaterals, debt, rewards } of positions) {
      for (const { asset, priceE8 } of [...collaterals, debt, ...rewards]) add(asset.address, priceE8)
    }
    for (const farm of markets.farms) {
      add(farm.asset.address, farm.priceE8)
      add(farm.debtAsset.address, farm.debtPriceE8)
      for (const { asset, priceE8 } of farm.depositAssets) add(asset.address, priceE8)
    }
  }
  return prices
}

function priceOf(prices: Prices, address: Address): bigint {
  return prices.get(keyOf(address)) ?? 0n
}

function keyOf(address: Address): string {
  return address.toLowerCase()
}
