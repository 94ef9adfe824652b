import { isSameAddress } from '../../../domain/asset'
import { computeCollateralValueE8 } from '../../../domain/health'
import type { CloseIntent } from '../../../domain/intent'
import { compare } from '../../../domain/math'
import { computeMinimum } from '../../../domain/slippage'
import type { AccountSnapshot, OperationDraft, Tolerance } from '../../protocol'
import { convertAsset, findToken, tokenOf } from '../read/assets'
import { findAccount, stateOf } from '../read/convert'
import { computeDebtAt } from '../read/rates'
import type { RawMarket } from '../read/raw'
import { isMereReward } from '../read/shares'
import { findRoute, mergeRoutes } from '../venues/route'
import { balanceOf } from '../venues/trade'
import type { Edge } from '../venues/venue'
import { encodeCloseAccount } from './encode'
import { finish } from './finish'
import { findClosedEntrance } from './prohibitions'
import { type Refusal, refuse } from './refusal'
import { sellToCover } from './sell'
import { bring, claim, convert, findStuck, isTooLittle, KEPT_UNIT, repayAll, sendAll } from './steps'
import { callsOf, isWorking, type Outcome, positionOf, startWorking, type Working } from './working'

/**
 * A whole position in one `closeCreditAccount`: claim, convert into the debt asset what has to be, give up the
 * quotas, repay all that is owed at that block, convert what is left into the asset asked for, send it.
 * Rewards go to the wallet as they are.
 */
export function draftClose(
  account: AccountSnapshot,
  intent: CloseIntent,
  tolerance: Tolerance,
): OperationDraft | Refusal {
  const found = findAccount(account, intent.positionId)
  if (!found) return refuse('position-gone')
  const { market, raw } = found
  const terms = { ...tolerance, answers: account.markets.answers }
  const start = claim(startWorking(market, raw, intent.owner, terms), raw)
  const owed = computeDebtAt(market, raw, tolerance.deadlineSeconds - account.markets.block.timestamp)
  const emptied =
    intent.receive === 'as-is'
      ? leaveAsIs(start, owed, intent)
      : leaveInto(start, owed, intent.receive.address, intent)
  const closed = findClosedEntrance('close', market)
  if (!isWorking(emptied)) return { issues: [...closed, ...emptied.issues] }
  const sent = market.tokens.reduce((w, { token }) => sendAll(w, token), emptied)
  const stuck = findStuck(emptied)
  if (stuck) return { issues: [...closed, ...stuck.issues] }
  const draft = finish(
    stateOf(account.markets),
    sent,
    encodeCloseAccount(market, raw.account, callsOf(sent)),
    true,
  )
  return { ...draft, issues: closed }
}

/** Everything but rewards through the debt asset into one asset. */
function leaveInto(w: Working, owed: bigint, receive: RawMarket['underlying'], intent: CloseIntent): Outcome {
  const { market } = w
  const onward = findToken(market, receive) && findRoute(market, market.underlying, receive)
  const edges = findExits(w)
  if (!edges || !onward) return refuse('no-route')
  const converted = convertIfAny(w, edges, market.underlying)
  if (!isWorking(converted)) return converted
  const had = balanceOf(w.balances, market.underlying)
  const gained = balanceOf(converted.balances, market.underlying) - had
  const proceeds = had + computeMinimum(gained, w.terms.slippageBps)
  if (proceeds < owed && w.debt > 0n) {
    const asset = convertAsset(tokenOf(market, market.underlying))
    const of = (amount: bigint) => ({ asset, amount })
    if (!intent.coverShortfall) {
      const amounts = { proceeds: of(proceeds), debt: of(owed), shortfall: of(owed - proceeds) }
      return refuse({ code: 'proceeds-below-debt', severity: 'refusal', ...amounts })
    }
    // what comes back of it is the debt asset: too little to be worth a trade
    return repayAll(bring(converted, market.underlying, owed - proceeds))
  }
  return convertIfAny(repayAll(converted), onward, receive)
}

/** What is too little to become anything stays what it is: there is nothing to miss. */
function convertIfAny(w: Working, edges: readonly Edge[], target: RawMarket['underlying']): Outcome {
  const converted = convert(w, edges, target, rewardsOf(w))
  return isTooLittle(converted) ? w : converted
}

/** Only as much is sold, of the most valuable holding, as the debt takes. */
function leaveAsIs(w: Working, owed: bigint, intent: CloseIntent): Outcome {
  const { market } = w
  if (w.debt === 0n) return w
  const [largest] = positionOf(w)
    .collaterals.filter((c) => !isSameAddress(c.asset.address, market.underlying))
    .sort((a, b) => compare(computeCollateralValueE8(b), computeCollateralValueE8(a)))
  const needed = owed - balanceOf(w.balances, market.underlying)
  const covered = largest ? sellToCover(w, tokenOf(market, largest.asset.address), needed) : w
  if (isWorking(covered) && balanceOf(covered.balances, market.underlying) >= owed) return repayAll(covered)
  // where one holding does not cover it, all of them are sold
  return leaveInto(w, owed, market.underlying, intent)
}

/** Routes of everything held into the debt asset, dust and rewards apart; null where something of worth has none. */
function findExits({ market, balances }: Working): readonly Edge[] | null {
  const routes: (readonly Edge[])[] = []
  for (const token of market.tokens) {
    if (balanceOf(balances, token.token) <= KEPT_UNIT || isMereReward(market, token)) continue
    const route = findRoute(market, token.token, market.underlying)
    if (!route) return null
    routes.push(route)
  }
  return mergeRoutes(routes)
}

/** What is sent as it is. */
function rewardsOf({ market, balances }: Working): ReadonlyMap<string, bigint> {
  const rewards = market.tokens.filter((token) => isMereReward(market, token))
  return new Map(rewards.map(({ token }) => [token.toLowerCase(), balanceOf(balances, token)]))
}
