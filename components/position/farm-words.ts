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

/** "Long WETH": what a person wins by. */
export function describeDirection({ direction, directionAsset }: Farm): string {
  return direction === 'neutral' ? 'Neutral' : `${DIRECTION_WORDS[direction]} ${formatSymbol(directionAsset)}`
}
