import type { PracticeAsset } from '../../lib/queries/practice'
import { ChainActions } from './chain-actions'
import { PriceForm } from './price-form'
import { usePracticeAction } from './use-practice-action'

/** Prices and time, and what became of the last change. */
export function PracticePanel({ assets }: { readonly assets: readonly PracticeAsset[] }) {
  const action = usePracticeAction()
  return (
    <div className="grid gap-4 pb-4">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
        {assets.map((asset) => (
          <PriceForm key={asset.address} asset={asset} action={action} />
        ))}
      </div>
      <ChainActions action={action} />
      <p role="status" className="text-sm empty:hidden">
        {action.outcome}
      </p>
    </div>
  )
}
