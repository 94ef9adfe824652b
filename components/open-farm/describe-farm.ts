import type { Asset } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { formatSymbol } from '../../lib/format/symbol'
import { isStaked } from '../position/farm-words'

/** What the farm does with the money, in one sentence. */
export function describeFarm(farm: Farm): string {
  const debt = formatSymbol(farm.debtAsset)
  return `You deposit, borrow ${debt} on top, and all of it becomes ${describeHeld(farm)}. ${describeEarnings(farm)}`
}

/** What the money becomes: a pool's share by what is in the pool, since its own symbol says little. */
function describeHeld(farm: Farm): string {
  const { asset, exposures, forms } = farm
  const isInStake = isStaked(farm)
  if (!forms.includes('leveraged-lp'))
    return `${isInStake ? 'staked ' : ''}${describeSingle(asset, exposures, isInStake)}`
  const sides = exposures.map((exposure) => formatSymbol(exposure.asset)).join(' and ')
  return `a share of a pool of ${sides}${isInStake ? ', staked' : ''}`
}

function describeSingle(asset: Asset, exposures: Farm['exposures'], isInStake: boolean): string {
  const [only] = exposures
  return formatSymbol(isInStake && only ? only.asset : asset)
}

/** Who loses, and when. The price of liquidation itself stands in the preview. */
export function describeRisk({ direction, directionAsset, debtAsset, asset }: Farm): string {
  const symbol = formatSymbol(directionAsset)
  if (direction === 'long') return `You lose if ${symbol} falls: the more leverage, the more.`
  if (direction === 'short') return `You owe ${symbol}: the more leverage, the more you lose if it rises.`
  return `You lose if ${formatSymbol(asset)} falls against ${formatSymbol(debtAsset)}, or if the interest on the debt rises above what the farm earns.`
}

const EARNINGS = {
  staking: 'what staking pays: each token is worth more over time',
  vault: 'what the vault earns: each share is worth more over time',
  rewards: 'rewards in another token, which you claim or which are paid out when you close',
  unclaimed: 'rewards in another token, which you claim: closing leaves them unclaimed',
  interest: 'the interest that those who borrow it pay',
  fees: 'the pool’s trading fees, and moves with both tokens of it',
} as const

type Earning = keyof typeof EARNINGS

/** All that it earns, what weighs most first. */
function describeEarnings(farm: Farm): string {
  const [first, ...others] = listEarnings(farm).map((earning) => EARNINGS[earning])
  if (!first) return 'It earns nothing by itself: only the price decides.'
  return [`It earns ${first}.`, ...others.map((other) => `It also earns ${other}.`)].join(' ')
}

/** What pays nothing at the moment is left out where anything else pays. */
function listEarnings({ yields, forms, leavesRewards }: Farm): readonly Earning[] {
  const paying = yields.filter(({ aprWad }) => aprWad !== 0n)
  const kinds = new Set((paying.length > 0 ? paying : yields).map(({ kind }) => kind))
  const grows = kinds.has('share-growth') || (forms.includes('synthetic') && !kinds.has('reward'))
  return [
    ...(grows ? [forms.includes('staking') ? ('staking' as const) : ('vault' as const)] : []),
    ...(kinds.has('reward') ? [leavesRewards ? ('unclaimed' as const) : ('rewards' as const)] : []),
    ...(kinds.has('interest') ? ['interest' as const] : []),
    ...(forms.includes('leveraged-lp') ? ['fees' as const] : []),
  ]
}
