import type { Direction, Farm, FarmForm } from '../../lib/domain/farm'
import { formatSymbol } from '../../lib/format/symbol'

export const FORM_WORDS: Record<FarmForm, string> = {
  staking: 'Staking',
  'liquidity-mining': 'Liquidity mining',
  'leveraged-lp': 'Leveraged LP',
  synthetic: 'Synthetic asset',
  spot: 'Plain holding',
}

export const DIRECTION_WORDS: Record<Direction, string> = { long: 'Long', short: 'Short', neutral: 'Neutral' }

/**
 * Whether what is held is in a stake that pays rewards, and is named by what was put there. What grows by itself, or is lent,
 * is held as it is, whatever rewards come on top.
 */
export function isStaked({ forms, yields }: Pick<Farm, 'forms' | 'yields'>): boolean {
  const kinds = yields.map(({ kind }) => kind)
  const isOfStake = forms.includes('staking') || forms.includes('leveraged-lp')
  return (
    isOfStake && kinds.includes('reward') && !kinds.includes('share-growth') && !kinds.includes('interest')
  )
}

/** "Long WETH": what a person wins by. */
export function describeDirection({ direction, directionAsset }: Farm): string {
  return direction === 'neutral' ? 'Neutral' : `${DIRECTION_WORDS[direction]} ${formatSymbol(directionAsset)}`
}
