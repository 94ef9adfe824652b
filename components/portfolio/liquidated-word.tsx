import type { OwnedPosition } from '../../lib/domain/position'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { useLiquidation } from '../../lib/queries/liquidation'

type Props = { readonly position: OwnedPosition; readonly account: AccountSnapshot }

/** Says that a position was liquidated, or a part of it; nothing of any other. */
export function LiquidatedWord({ position, account }: Props) {
  const { data } = useLiquidation(position, account)
  if (!data) return null
  return (
    <span className="inline-flex items-center gap-1 text-danger text-xs">
      <svg viewBox="0 0 16 16" className="size-2.5 flex-none" aria-hidden="true">
        <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
      </svg>
      {data.extent === 'whole' ? 'liquidated' : 'partly liquidated'}
    </span>
  )
}
