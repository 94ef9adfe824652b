import { findHolderKind } from '../../lib/domain/holder-kind'
import { useWalletAbilities } from '../../lib/execution/use-wallet-abilities'
import type { ManageSource } from './use-planner'

/** Whether a position is changed in steps: it lives in its owner's own account, whose wallet sends one call at a time. */
export function useStepwise({ position, account }: ManageSource): boolean {
  const isOwn = findHolderKind(position, account) === 'account'
  const abilities = useWalletAbilities(position, isOwn)
  return isOwn && abilities?.isAtomic !== true
}
