import dynamic from 'next/dynamic'
import { computeValueE8 } from '../../lib/domain/value'
import { formatAmount } from '../../lib/format/amount'
import { formatValue } from '../../lib/format/value'
import { Card } from '../ui/card'
import { Skeleton } from '../ui/skeleton'
import { Holding } from './holding'
import type { ManageSource } from './use-planner'

/** Fetched for the owner alone. */
const RewardActions = dynamic(() => import('./reward-actions').then((module) => module.RewardActions), {
  loading: () => <Skeleton className="h-16 w-full rounded-lg" />,
  ssr: false,
})

type Props = {
  readonly source: ManageSource
  /** Only the owner can claim. */
  readonly isOwn: boolean
}

/** What the farm has paid and nobody has claimed yet, and what can be done with it. */
export function Rewards({ source, isOwn }: Props) {
  const { rewards, leavesRewards, unit } = source.position
  if (rewards.length === 0) return null
  return (
    <Card title="Rewards, not yet claimed">
      <div className="grid gap-3">
        <ul className="grid gap-3">
          {rewards.map(({ asset, amount, priceE8 }) => (
            <Holding
              key={asset.address}
              asset={asset}
              amount={formatAmount(amount, asset.decimals)}
              value={
                priceE8 === 0n
                  ? 'no price'
                  : formatValue(computeValueE8(amount, priceE8, asset.decimals), { unit })
              }
            >
              {leavesRewards
                ? 'Closing leaves them unclaimed: claim them before, or in your portfolio after'
                : 'Closing sends them to your wallet'}
            </Holding>
          ))}
        </ul>
        {isOwn && <RewardActions source={source} />}
      </div>
    </Card>
  )
}
