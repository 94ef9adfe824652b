import { useMemo, useState } from 'react'
import { type Asset, isSameAddress } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import type { OwnedPosition } from '../../lib/domain/position'
import { planManage } from '../../lib/plan/plan-manage'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { protocolOf } from '../../lib/queries/protocol'
import { DEFAULT_TOLERANCE, estimateChainTime } from '../transaction/tolerance'

export type CloseFormSource = {
  readonly position: OwnedPosition
  readonly account: AccountSnapshot
  /** When `account` was read, in milliseconds. */
  readonly readAtMs: number
  readonly farm: Farm | null
}

export type CloseForm = ReturnType<typeof useCloseForm>

/** What a person chose about closing, and the plan that follows from it. */
export function useCloseForm({ position, account, readAtMs, farm }: CloseFormSource) {
  const [receiveAddress, setReceiveAddress] = useState<string | null>(null)
  const [tolerance, setTolerance] = useState(DEFAULT_TOLERANCE)
  const [acceptedKey, setAcceptedKey] = useState<string | null>(null)
  const [isSubmitted, setSubmitted] = useState(false)

  const receivable = listReceivable(position, farm)
  const receive = receivable.find(({ address }) => address === receiveAddress) ?? position.debt.asset
  const { slippageBps, deadlineMinutes } = tolerance
  const inputsKey = ['close', position.id, receive.address, slippageBps, deadlineMinutes].join('|')

  const result = useMemo(() => {
    const now = estimateChainTime(account.markets.block, readAtMs)
    return planManage(
      protocolOf(position),
      account,
      { kind: 'close', positionId: position.id, owner: position.owner, receive },
      makeTolerance(now, slippageBps, deadlineMinutes * 60n),
    )
  }, [position, account, readAtMs, receive, slippageBps, deadlineMinutes])

  const issues = result.ok ? result.plan.issues : result.issues
  const warnings = issues.filter(({ severity }) => severity === 'warning')
  const riskKey = warnings.length === 0 ? null : `${inputsKey}|${warnings.map(({ code }) => code).join()}`
  return {
    receivable,
    receive,
    setReceiveAddress,
    tolerance,
    setTolerance,
    inputsKey,
    result,
    issues,
    warnings,
    isAccepted: riskKey === null || riskKey === acceptedKey,
    accept: (isAccepted: boolean) => setAcceptedKey(isAccepted ? riskKey : null),
    isSubmitted,
    setSubmitted,
  }
}

/** The debt's asset first: it needs no further trade. Then what the farm takes as a deposit. */
function listReceivable({ debt }: OwnedPosition, farm: Farm | null): readonly Asset[] {
  const others = farm?.depositAssets.map(({ asset }) => asset) ?? []
  return [debt.asset, ...others.filter(({ address }) => !isSameAddress(address, debt.asset.address))]
}
