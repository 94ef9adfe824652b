import { isSameAddress } from '../../../domain/asset'
import type {
  BorrowIntent,
  ClaimIntent,
  DepositIntent,
  RepayIntent,
  WithdrawIntent,
} from '../../../domain/intent'
import type { OwnedPosition } from '../../../domain/position'
import { type Ask, askAmong, waitWhereUnanswered } from '../../../domain/question'
import type { AccountSnapshot, Drafted, Tolerance } from '../../protocol'
import { stateOf } from '../read/state'
import { claimRewards } from './claim'
import { finish } from './finish'
import { borrowMore, depositCollateral, type Outcome, repayDebt, withdrawCollateral } from './operations'
import { refuse } from './refusal'
import { startWorking, type Working } from './working'

/** What is done with one reserve at a time: nothing is traded. */
type SimpleIntent =
  | (DepositIntent & { readonly use: 'hold' })
  | ((BorrowIntent | ClaimIntent) & { readonly use: 'wallet' })
  | WithdrawIntent
  | RepayIntent

/** Of what goes to the wallet or comes from it, and is put to no other use. */
export function draftSimple(account: AccountSnapshot, intent: SimpleIntent, tolerance: Tolerance): Drafted {
  const { markets } = account
  const position = account.positions.find(({ id }) => id === intent.positionId)
  const holder = stateOf(markets).raw.holders.find(
    (one) => position && isSameAddress(one.account, position.account),
  )
  if (!position || !holder) return refuse('position-gone')
  const start = startWorking(markets, holder, intent.owner)
  const seconds = tolerance.deadlineSeconds - markets.block.timestamp
  const draft = (ask: Ask) => {
    const outcome = perform(start, position, intent, seconds)
    return 'after' in outcome ? finish(outcome.after, ask, outcome.issues) : outcome
  }
  return waitWhereUnanswered(() => draft(askAmong(markets.answers)))
}

function perform(start: Working, position: OwnedPosition, intent: SimpleIntent, seconds: bigint): Outcome {
  const first = position.debts[0].asset.address
  switch (intent.kind) {
    case 'deposit':
      return depositCollateral(start, intent)
    case 'withdraw':
      return withdrawCollateral(start, intent)
    case 'borrow':
      return borrowMore(start, intent, first)
    case 'repay':
      return repayDebt(start, intent, first, seconds)
    case 'claim':
      return claimRewards(start, position)
  }
}
