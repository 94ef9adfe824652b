import { isSameAddress } from '../../../domain/asset'
import type { ManageIntent } from '../../../domain/intent'
import type { OwnedPosition } from '../../../domain/position'
import { askAmong, waitWhereUnanswered } from '../../../domain/question'
import type { AccountSnapshot, Drafted, Tolerance } from '../../protocol'
import { parsePositionId } from '../ids'
import { convertRewards } from '../read/convert-position'
import { stateOf } from '../read/state'
import { changeLeverage } from './change-leverage'
import { claimIntoFarm, claimRewards } from './claim'
import { closePosition } from './close'
import { inTokens, startWithCoin } from './coin'
import { finish } from './finish'
import type { Pair } from './follow-loops'
import { borrowIntoFarm, depositIntoFarm } from './into-farm'
import { goByStep } from './legs'
import { borrowMore, depositCollateral, type Outcome, repayDebt, withdrawCollateral } from './operations'
import { findPair } from './pair'
import { refuse } from './refusal'
import { refuseUnknown } from './words'
import { findPart, isRefusal, startWorking, type Working } from './working'

/** Anything that is done with a position that exists, or a claim of what one that is closed has earned. What only the chain knows is waited for. */
export function draftManage(account: AccountSnapshot, intent: ManageIntent, tolerance: Tolerance): Drafted {
  const { markets } = account
  const { raw } = stateOf(markets)
  const { protocol, chainId } = raw.structure
  const position = account.positions.find(({ id }) => id === intent.positionId)
  const held = position?.account ?? parsePositionId(protocol.id, chainId, intent.positionId)
  const holder = raw.holders.find((one) => held && isSameAddress(one.account, held))
  // what it has earned outlives it
  const isClaim = intent.kind === 'claim' && intent.use === 'wallet'
  if (!holder || !(position || isClaim)) return refuse('position-gone')
  return waitWhereUnanswered(() => {
    const terms = { ...tolerance, ask: askAmong(markets.answers) }
    const started = startWorking(markets, holder, intent.owner, terms)
    if (!position) {
      const claimed = claimRewards(started, { rewards: convertRewards(raw, holder) })
      return 'after' in claimed ? finish(claimed.after, claimed.issues) : claimed
    }
    const stepping = goByStep(started, 'isStepwise' in intent ? intent.isStepwise : undefined)
    const start = startWithCoin(stepping, intent)
    const outcome = isRefusal(start) ? start : perform(start, position, intent)
    return 'after' in outcome ? finish(outcome.after, outcome.issues) : outcome
  })
}

function perform(start: Working, position: OwnedPosition, intent: ManageIntent): Outcome {
  const first = position.debts[0].asset.address
  const inFarm = (act: (pair: Pair) => Outcome): Outcome => {
    const pair = findPair(start, position)
    return 'issues' in pair ? pair : act(pair)
  }
  switch (intent.kind) {
    case 'close':
      return closePosition(start, position, intent)
    case 'change-leverage':
      return changeLeverage(start, position, intent)
    case 'deposit': {
      const asset = inTokens(start, intent.deposit.asset)
      const brought = { ...intent, deposit: { ...intent.deposit, asset } }
      if (intent.use === 'hold') return depositCollateral(start, brought)
      return inFarm((pair) => depositIntoFarm(start, pair, brought))
    }
    case 'withdraw':
      return withdrawCollateral(start, intent)
    case 'borrow': {
      if (intent.use === 'wallet') return borrowMore(start, intent, first)
      const debt = findPart(start, intent.debtAsset?.address ?? first)
      return debt
        ? inFarm((pair) => borrowIntoFarm(start, { ...pair, debt }, intent))
        : refuse(refuseUnknown())
    }
    case 'repay':
      return repayDebt(start, intent, first, start.terms.deadlineSeconds - start.markets.block.timestamp)
    case 'claim':
      if (intent.use === 'wallet') return claimRewards(start, position)
      return inFarm((pair) => claimIntoFarm(start, position, pair))
  }
}
