import type { Asset } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { formatSymbol } from '../../lib/format/symbol'

/** What the farm does with the money, in one sentence. */
export function describeFarm(farm: Farm): string {
  const debt = formatSymbol(farm.debtAsset)
  return `You deposit, borrow ${debt} on top, and all of it becomes ${describeHeld(farm)}. ${EARNINGS[earningOf(farm)]}`
}

/** What the money becomes: a pool's share by what is in the pool, since its own symbol says little. */
function describeHeld({ asset, exposures, forms, yields }: Farm): string {
  const isStaked = yields.some(({ kind }) => kind === 'reward')
  if (!forms.includes('leveraged-lp'))
    return `${isStaked ? 'staked ' : ''}${describeSingle(asset, exposures, isStaked)}`
  const sides = exposures.map((exposure) => formatSymbol(exposure.asset)).join(' and ')
  return `a share of a pool of ${sides}${isStaked ? ', staked' : ''}`
}

function describeSingle(asset: Asset, exposures: Farm['exposures'], isStaked: boolean): string {
  const [only] = exposures
  return formatSymbol(isStaked && only ? only.asset : asset)
}

/** Who loses, and when. The price of liquidation itself stands in the preview. */
export function describeRisk({ direction, directionAsset, debtAsset, asset }: Farm): string {
  const symbol = formatSymbol(directionAsset)
  if (direction === 'long') return `You lose if ${symbol} falls: the more leverage, the more.`
  if (direction === 'short') return `You owe ${symbol}: the more leverage, the more you lose if it rises.`
  return `You lose if ${formatSymbol(asset)} falls against ${formatSymbol(debtAsset)}, or if the interest on the debt rises above what the farm earns.`
}

const EARNINGS = {
  pool: 'It earns trading fees and moves with both tokens of the pool.',
  rewards: 'It earns rewards in another token, which you claim or which are paid out when you close.',
  vault: 'It earns what the vault earns: each share is worth more over time.',
  interest: 'It earns the interest that those who borrow it pay.',
  price: 'It earns nothing by itself: only the price decides.',
} as const

function earningOf({ yields, forms }: Farm): keyof typeof EARNINGS {
  if (yields.some(({ kind }) => kind === 'reward')) return 'rewards'
  if (yields.some(({ kind }) => kind === 'share-growth') || forms.includes('synthetic')) return 'vault'
  if (yields.some(({ kind }) => kind === 'interest')) return 'interest'
  return forms.includes('leveraged-lp') ? 'pool' : 'price'
}
