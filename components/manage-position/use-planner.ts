import { useCallback, useState } from 'react'
import type { Farm } from '../../lib/domain/farm'
import type { OwnedPosition } from '../../lib/domain/position'
import type { PlanResult } from '../../lib/plan/plan'
import { planManage } from '../../lib/plan/plan-manage'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot, ManageIntent } from '../../lib/protocols/protocol'
import { useAdapterOrSuspend } from '../../lib/queries/adapter'
import { DEFAULT_TOLERANCE, estimateChainTime } from '../transaction/tolerance'

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
  const { slippageBps, deadlineMinutes } = tolerance
  const adapter = useAdapterOrSuspend(position)
  const plan = useCallback(
    (action: ManageAction): PlanResult => {
      const now = estimateChainTime(account.markets.block, readAtMs)
      const intent = { ...action, positionId: position.id, owner: position.owner }
      const limits = makeTolerance(now, slippageBps, deadlineMinutes * 60n)
      return planManage(adapter, account, intent, limits)
    },
    [adapter, position, account, readAtMs, slippageBps, deadlineMinutes],
  )
  return { plan, tolerance, setTolerance, key: `${position.id}|${slippageBps}|${deadlineMinutes}` }
}
