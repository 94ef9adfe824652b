import { useMemo } from 'react'
import { zeroAddress } from 'viem'
import type { Address } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import type { Holder } from '../../lib/domain/holder'
import type { HolderOption } from '../../lib/domain/holder-choice'
import type { WalletAbilities } from '../../lib/execution/executor'
import { useWalletAbilities } from '../../lib/execution/use-wallet-abilities'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { OpeningPlanner } from './opening-planner'

/** Who could hold a position, and who will. */
export type HolderSelection = {
  readonly options: readonly HolderOption[]
  /** null where nobody can. */
  readonly holder: Holder | null
  readonly abilities: WalletAbilities | null
  /** What an intent says of it: nothing where the first free Safe is meant, which is whoever is free by then. */
  readonly named: Address | undefined
  /** Whether it is gone to in steps, each signed by itself and planned anew. */
  readonly isStepwise: boolean
}

type Source = {
  readonly farm: Farm
  readonly account: AccountSnapshot | null
  readonly planner: OpeningPlanner | null
}

/** Who is to hold the position; null where its protocol leaves no choice, or nobody is connected. `chosen` is the person's. */
export function useHolder(
  { farm: { chainId }, account, planner }: Source,
  chosen: string | null,
  isStepwiseChosen: boolean,
): HolderSelection | null {
  const holders = account?.holders
  const owner = account?.owner ?? zeroAddress
  const abilities = useWalletAbilities({ owner, chainId }, holders !== undefined)
  return useMemo(
    () =>
      planner && account && holders
        ? planner.selectHolder({ holders, positions: account.positions }, abilities, {
            chosen,
            isStepwiseChosen,
          })
        : null,
    [planner, account, holders, abilities, chosen, isStepwiseChosen],
  )
}
