import { useMemo } from 'react'
import { ClaimAction } from './claim-action'
import type { ManageSource } from './use-planner'

/** Rewards to the wallet, or into the farm. */
export function RewardActions({ source }: { readonly source: ManageSource }) {
  const assets = useMemo(() => source.position.rewards.map(({ asset }) => asset), [source.position])
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <ClaimAction
        source={source}
        use="wallet"
        assets={assets}
        words={{
          button: 'Claim rewards',
          review: 'Claim rewards to your wallet',
          does: 'Sends them to your wallet.',
        }}
      />
      {source.farm && (
        <ClaimAction
          source={source}
          use="farm"
          assets={[]}
          words={{
            button: 'Compound',
            review: `Claim rewards and put them into ${source.farm.name}`,
            does: 'Puts them into the farm.',
          }}
        />
      )}
    </div>
  )
}
