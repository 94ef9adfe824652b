import { useCallback, useState } from 'react'
import type { Farm } from '../../lib/domain/farm'
import type { OwnedPosition } from '../../lib/domain/position'
import type { PlanResult } from '../../lib/plan/plan'
import { planManage } from '../../lib/plan/plan-manage'
import { DEFAULT_TOLERANCE, makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot, ManageIntent } from '../../lib/protocols/protocol'
import { useAdapterOrSuspend } from '../../lib/queries/adapter'
import { estimateChainTime } from '../transaction/tolerance'

/** The position that a form acts on, and what was read around it. */
export type ManageSource = {
  readonly position: OwnedPosition
  readonly account: AccountSnapshot
  /** The chain's own time when `account` was read, in milliseconds. */
  readonly readAtMs: number
  /** The farm that it works in; null where it works in none. */
  readonly farm: Farm | null
}

type WithoutPosition<Intent> = Intent extends unknown ? Omit<Intent, 'positionId' | 'owner'> : never

/** What is done, without the position that it is done with. */
export type ManageAction = WithoutPosition<ManageIntent>

export type Planner = ReturnType<typeof usePlanner>

/** Plans any action with this position under the tolerance chosen here. Asks the chain nothing. */
export function usePlanner({ position, account, readAtMs }: ManageSource) {
  const [tolerance, setTolerance] = useState(DEFAULT_TOLERANCE)
  const adapter = useAdapterOrSuspend(position)
  const plan = useCallback(
    (action: ManageAction): PlanResult => {
      const now = estimateChainTime(account.markets.block, readAtMs)
      const intent = { ...action, positionId: position.id, owner: position.owner }
      return planManage(adapter, account, intent, makeTolerance(now, tolerance))
    },
    [adapter, position, account, readAtMs, tolerance],
  )
  const key = `${position.id}|${tolerance.slippageBps}|${tolerance.deadlineMinutes}`
  return { plan, tolerance, setTolerance, key }
}
