import { useId, useState } from 'react'
import type { PracticeNetwork } from '../../lib/queries/practice'
import { Select } from '../ui/select'
import { ChainActions } from './chain-actions'
import { PriceForm } from './price-form'
import { usePracticeAction } from './use-practice-action'

type Props = {
  /** At least one. */
  readonly networks: readonly PracticeNetwork[]
}

/** The controls of one practice chain: the only one, or the one that is chosen. */
export function PracticePanel({ networks }: Props) {
  const id = useId()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const network = networks.find(({ chain }) => String(chain.id) === chosenId) ?? networks[0]
  if (!network) return null
  return (
    <div className="grid gap-4 pb-4">
      {networks.length > 1 && (
        <label htmlFor={id} className="grid w-full max-w-56 gap-1 text-muted text-xs">
          Network
          <Select
            id={id}
            value={String(network.chain.id)}
            onChange={setChosenId}
            options={networks.map(({ chain }) => ({ value: String(chain.id), label: chain.name }))}
          />
        </label>
      )}
      <NetworkControls key={network.chain.id} network={network} />
    </div>
  )
}

/** Prices and time, and what became of the last change. */
function NetworkControls({ network: { assets, client } }: { readonly network: PracticeNetwork }) {
  const action = usePracticeAction(client)
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {assets.map((asset) => (
          <PriceForm key={asset.address} asset={asset} action={action} />
        ))}
      </div>
      <ChainActions action={action} />
      <p role="status" className="text-sm empty:hidden">
        {action.outcome}
      </p>
    </>
  )
}
