import type { AssetAmount } from '../../lib/domain/asset'
import { formatAmount, formatTokenAmount } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { formatPercent } from '../../lib/format/percent'
import { formatRatio } from '../../lib/format/ratio'
import { formatSymbol } from '../../lib/format/symbol'
import type { LendView } from '../../lib/plan/lend-view'
import type { FigureText } from '../position/figure-texts'
import type { FigureField } from '../ui/figure'

/** Where nothing can be said: no wallet is known, a rate follows no model that we know. */
export const NOTHING = '–'

export function describeSupplyRate(supplyAprWad: bigint | null): FigureText {
  return supplyAprWad === null
    ? { field: 'supply-rate', value: '', text: NOTHING }
    : { field: 'supply-rate', value: formatRatio(supplyAprWad), text: formatPercent(supplyAprWad) }
}

/** Whether anything is paid on top, or may be. */
export function arePaid(rewards: LendView['rewards']): boolean {
  return rewards.some(({ aprWad }) => aprWad !== 0n)
}

/** All that is paid on top together, where all of it is known. */
export function describeRewards(rewards: LendView['rewards']): FigureText {
  const known = rewards.flatMap(({ aprWad }) => aprWad ?? [])
  if (known.length < rewards.length) return { field: 'reward-rate', value: '', text: NOTHING }
  const sum = known.reduce((all, one) => all + one, 0n)
  return { field: 'reward-rate', value: formatRatio(sum), text: formatPercent(sum) }
}

/** Rounded up: a pool never looks easier to leave than it is. */
export function describeUtilisation(utilisationWad: bigint): FigureText {
  return {
    field: 'utilisation',
    value: formatRatio(utilisationWad),
    text: formatPercent(utilisationWad, { rounding: 'up' }),
  }
}

export function describeAmount(field: FigureField, { asset, amount }: AssetAmount): FigureText {
  return {
    field,
    value: formatDecimal(amount, asset.decimals),
    text: formatTokenAmount({ asset, amount }),
    asset: formatSymbol(asset),
  }
}

/** For a table whose row already names the asset. */
export function describeBare(field: FigureField, amount: AssetAmount): FigureText {
  return { ...describeAmount(field, amount), text: formatAmount(amount.amount, amount.asset.decimals) }
}
