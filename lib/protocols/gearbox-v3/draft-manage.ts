import type { AccountSnapshot, ManageIntent, OperationDraft, Tolerance } from '../protocol'
import { tokenOf } from './assets'
import { changeLeverage } from './change-leverage'
import { findAccount, stateOf } from './convert'
import { draftClose } from './draft-close'
import { encodeMulticall } from './encode'
import { findLimitIssues, type Refusal, refuse } from './limits'
import {
  borrowMore,
  claimRewards,
  depositCollateral,
  repayDebt,
  type Surroundings,
  withdrawCollateral,
} from './operations'
import { finish, isWorking, type Outcome, startWorking, type Working } from './working'

/** Anything that is done with an existing account, as one transaction of its owner. */
export function draftManage(
  account: AccountSnapshot,
  intent: ManageIntent,
  tolerance: Tolerance,
): OperationDraft | Refusal {
  const found = findAccount(account, intent.positionId)
  if (!found) return refuse('position-gone')
  const { market, raw } = found
  if (intent.kind === 'close') return draftClose(account, intent, tolerance)

  const farm = account.positions.find((p) => p.id === intent.positionId)?.farmId
  const target = account.markets.farms.find((f) => f.id === farm)?.asset.address ?? null
  const start = startWorking(market, raw, intent.owner, tolerance)
  const isPriceless = tokenOf(market, market.underlying).price === 0n
  if (isPriceless && start.debt > 0n && needsQuota(intent)) return refuse('price-unavailable')
  const seconds = tolerance.deadlineSeconds - account.markets.block.timestamp
  const outcome = perform(start, { raw, target, seconds }, intent)
  if (!isWorking(outcome)) return outcome
  const draft = finish(
    stateOf(account.markets),
    outcome,
    encodeMulticall(market, raw.account, outcome.calls),
    false,
  )
  return { ...draft, issues: [...draft.issues, ...findLimitIssues(start, outcome)] }
}

/** Whether quotas are fitted to what is held then, which takes the debt asset's price. */
function needsQuota(intent: ManageIntent): boolean {
  return intent.kind !== 'repay' && !(intent.kind === 'claim' && intent.use === 'wallet')
}

function perform(
  start: Working,
  around: Surroundings,
  intent: Exclude<ManageIntent, { kind: 'close' }>,
): Outcome {
  switch (intent.kind) {
    case 'change-leverage':
      return changeLeverage(start, around, intent)
    case 'deposit':
      return depositCollateral(start, around, intent)
    case 'withdraw':
      return withdrawCollateral(start, intent)
    case 'borrow':
      return borrowMore(start, around, intent)
    case 'repay':
      return repayDebt(start, around, intent)
    case 'claim':
      return claimRewards(start, around, intent)
  }
}
