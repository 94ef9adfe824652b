import { useMemo } from 'react'
import { isSameAddress } from '../../lib/domain/asset'
import { listLeftInSafes } from '../../lib/plan/plan-sweep'
import { LeftInSafes } from '../form/left-in-safes'
import type { ManageSource } from './use-planner'

/** What lies in a position's Safe beside it. */
export function LeftBeside({
  source: { account, position },
}: {
  readonly source: Pick<ManageSource, 'account' | 'position'>
}) {
  const found = useMemo(
    () => listLeftInSafes([account]).filter(({ safe }) => isSameAddress(safe.address, position.account)),
    [account, position],
  )
  const here = { href: `/position?id=${encodeURIComponent(position.id)}`, label: 'Show the position' }
  return <LeftInSafes found={found} here={here} />
}
