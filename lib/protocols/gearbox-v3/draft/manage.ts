import type { ManageIntent } from '../../../domain/intent'
import { WAD } from '../../../domain/math'
import type { AccountSnapshot, OperationDraft, Tolerance } from '../../protocol'
import { tokenOf } from '../read/assets'
import { findAccount, stateOf } from '../read/convert'
import { changeLeverage } from './change-leverage'
import { draftClose } from './close'
import { payInCoin, readCoin } from './coin'
import { describeMissingPrice } from './collateral-check'
import { encodeMulticall } from './encode'
import { finish } from './finish'
import {
  borrowMore,
  claimRewards,
  depositCollateral,
  repayDebt,
  type Surroundings,
  withdrawCollateral,
} from './operations'
import { findClosedEntrance, findProhibitions, settleDeadline } from './prohibitions'
import { type Refusal, refuse } from './refusal'
import { callsOf, isWorking, type Outcome, startWorking, type Working } from './working'

/** Anything that is done with an existing account, as one transaction of its owner. */
export function draftManage(
  account: AccountSnapshot,
  intent: ManageIntent,
  tolerance: Tolerance,
): OperationDraft | Refusal {
  const asked = readCoin(account.markets, intent)
  return 'issues' in asked ? asked : payInCoin(draftInTokens(account, asked.intent, tolerance), asked)
}

function draftInTokens(
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
  const terms = { ...tolerance, answers: account.markets.answers }
  const start = startWorking(market, raw, intent.owner, terms)
  const now = account.markets.block.timestamp
  const underlying = tokenOf(market, market.underlying)
  if (underlying.price === 0n && start.debt > 0n && needsQuota(intent))
    return { issues: [describeMissingPrice(underlying, now)] }
  const seconds = tolerance.deadlineSeconds - now
  const outcome = perform(start, { raw, target, now, seconds }, intent)
  if (!isWorking(outcome)) return { issues: [...findClosedEntrance('change', market), ...outcome.issues] }
  const settled = settleDeadline(outcome)
  const draft = finish(
    stateOf(account.markets),
    settled,
    encodeMulticall(market, raw.account, callsOf(settled)),
    false,
  )
  return { ...draft, issues: findProhibitions('change', start, settled, now) }
}

/** Whether quotas are fitted to what is held then, which takes the debt asset's price. */
function needsQuota(intent: ManageIntent): boolean {
  if (intent.kind === 'change-leverage') return intent.leverageWad > WAD
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
