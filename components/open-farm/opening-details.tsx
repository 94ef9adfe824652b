import dynamic from 'next/dynamic'
import type { AssetAmount } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import type { Simulated } from '../../lib/execution/use-simulation'
import type { MarketSnapshot, ProtocolAdapter } from '../../lib/protocols/protocol'
import type { PreviewModel } from '../position/preview-model'

const ExposureChange = dynamic(
  () => import('../position/exposure-change').then((module) => module.ExposureChange),
  { ssr: false },
)
const OpeningBreakEven = dynamic(
  () => import('./opening-break-even').then((module) => module.OpeningBreakEven),
  { ssr: false },
)
const OpeningWayOut = dynamic(() => import('./opening-way-out').then((module) => module.OpeningWayOut), {
  ssr: false,
})

export type OpeningDetailsProps = {
  readonly farm: Farm
  readonly markets: MarketSnapshot
  readonly adapter: ProtocolAdapter | null
  readonly preview: PreviewModel
  /** What leaves the wallet; null before there is a draft. */
  readonly walletChanges: readonly AssetAmount[] | null
  readonly simulated: Simulated | null
}

/** What there is to say of an opening beside its figures. Fetched with the first amount: before it there is nothing. */
export function OpeningDetails(props: OpeningDetailsProps) {
  const { farm, markets, adapter, preview, walletChanges, simulated } = props
  const { before, after } = preview
  if (!walletChanges || !after) return null
  return (
    <>
      <ExposureChange before={before} after={after} />
      <OpeningBreakEven
        farm={farm}
        markets={markets}
        adapter={adapter}
        walletChanges={walletChanges}
        after={after}
        simulated={simulated}
      />
      <OpeningWayOut farm={farm} adapter={adapter} simulated={simulated} />
    </>
  )
}
