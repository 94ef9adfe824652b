import { useCallback, useMemo } from 'react'
import type { Farm } from '../../lib/domain/farm'
import type { ManageIntent } from '../../lib/domain/intent'
import type { OwnedPosition } from '../../lib/domain/position'
import type { PlanResult } from '../../lib/plan/plan'
import { planManage } from '../../lib/plan/plan-manage'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { useAdapterOrSuspend } from '../../lib/queries/adapter'
import { useAnswered } from '../../lib/queries/answers'
import { useTolerance } from '../form/use-tolerance'
import { useTyped } from '../form/use-typed'
import { nameForm } from './suggestion'
import { useStepwise } from './use-stepwise'

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

/** Plans any action with this position, as typed into the form of a tab, with what was answered to plans so far. */
export function usePlanner(source: ManageSource, tab: string) {
  const { position, account: read, readAtMs } = source
  const typed = useTyped(nameForm(tab, position))
  const adapter = useAdapterOrSuspend(position)
  const markets = useAnswered(read.markets)
  const account = useMemo(() => ({ ...read, markets }), [read, markets])
  const subject = useMemo(
    () => ({ markets, account, readAtMs, owner: position.owner }),
    [markets, account, readAtMs, position.owner],
  )
  const { toleranceNow, ...tolerance } = useTolerance(typed, subject)
  const { id: positionId, owner } = position
  const isStepwise = useStepwise(source)
  const plan = useCallback(
    (action: ManageAction): PlanResult => {
      const isWay = action.kind === 'change-leverage' || action.kind === 'close'
      const taken = isStepwise && isWay ? { ...action, isStepwise } : action
      return planManage(adapter, account, { ...taken, positionId, owner }, toleranceNow())
    },
    [adapter, account, positionId, owner, isStepwise, toleranceNow],
  )
  return { source, subject, typed, plan, isStepwise, ...tolerance }
}
