import type { Figures } from '../../lib/domain/figures'
import type { OwnedPosition } from '../../lib/domain/position'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { Notice } from '../ui/notice'
import { findDanger } from './danger'

type Props = {
  readonly position: OwnedPosition
  readonly figures: Figures
}

/** What a position in danger opens with; nothing for any other. */
export function DangerNotice({ position, figures }: Props) {
  switch (findDanger(position, figures)) {
    case null:
      return null
    case 'not-known':
      return (
        <Notice tone="warning" title="How close it is to liquidation is not known">
          The oracle’s price of something that it holds or owes is missing or too old. What is shown without
          that price would be false, so it is left out. Repaying all of the debt and closing need no such
          price.
        </Notice>
      )
    case 'liquidatable':
      return (
        <Notice tone="danger" title="This position can be liquidated now" isAlert>
          Anybody may sell its collateral to repay the debt, and takes a premium out of what is left for you.
        </Notice>
      )
    case 'close':
      return (
        <Notice tone="danger" title="This position is close to liquidation" isAlert>
          Its health factor is {formatHealthFactor(figures.healthFactorWad)}. Under 1.00 anybody may sell its
          collateral to repay the debt, and takes a premium out of what is left for you.
        </Notice>
      )
  }
}
