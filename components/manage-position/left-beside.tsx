import { useMemo } from 'react'
import { isSameAddress } from '../../lib/domain/asset'
import { listLeftInSafes } from '../../lib/plan/list-left'
import { LeftInSafes } from '../form/left-in-safes'
import type { ManageSource } from './use-planner'

/** What it has earned is said by itself. */
const NOTHING = [] as const

/** What lies in a position's Safe beside it. */
export function LeftBeside({
  source: { account, position },
}: {
  readonly source: Pick<ManageSource, 'account' | 'position'>
}) {
  const left = useMemo(
    () => listLeftInSafes([account]).filter(({ safe }) => isSameAddress(safe.address, position.account)),
    [account, position],
  )
  const here = { href: `/position?id=${encodeURIComponent(position.id)}`, label: 'Show the position' }
  return <LeftInSafes left={left} earned={NOTHING} here={here} />
}
