import { isSameAddress } from '../../../domain/asset'
import { max, WAD } from '../../../domain/math'
import { changeAccount, computeHighestLeverageWad, owedOf, reserveOf } from './loop-account'
import { isRefused, type LoopPlan, type LoopRefusal } from './loop-outcome'
import { computeSpare, type LoopRequest } from './loop-state'
import { planDown, planRepayAll } from './plan-down'
import { planUp } from './plan-up'

/**
 * The calls that lead an account to a leverage within one transaction, in loops of borrow, swap and supply, or of withdraw,
 * swap and repay. Each moves on no more than its swap must bring, so that all of it holds at the least; every amount is within
 * what the protocol allows at that point, and leverage ends at the target or just under it. Pure; any target is answered.
 */
export function planLoops(request: LoopRequest): LoopPlan | LoopRefusal {
  const { account, collateral, debt, targetWad } = request
  const unpriced = account.reserves.find(
    ({ asset: { address }, priceE8, scaledSupply, scaledDebt }) =>
      priceE8 <= 0n &&
      (scaledSupply > 0n || scaledDebt > 0n || [collateral, debt].some((one) => isSameAddress(one, address))),
  )
  if (unpriced) return { kind: 'no-price', asset: unpriced.asset.address }
  const highestWad = computeHighestLeverageWad(account, collateral)
  if (highestWad === null) return { kind: 'no-equity' }
  if (isLowered(request)) return lower(request) ?? findRepayment(request)
  if (targetWad > highestWad) return { kind: 'over-highest-leverage', highestWad }
  return planUp(request)
}

function isLowered(request: LoopRequest): boolean {
  return request.targetWad <= WAD || computeSpare(request.account, request) < 0n
}

function lower(request: LoopRequest): LoopPlan | LoopRefusal | null {
  return request.targetWad <= WAD ? planRepayAll(request) : planDown(request)
}

/** How much more than the least may be asked for: a millionth of the debt, which saves two plans of three. */
const REPAYMENT_PARTS = 1_000_000n

/**
 * What has to be repaid from elsewhere for loops to do the rest, the least rounded up: found by halving, since how much becomes
 * free in each loop depends on the one before. The chain is not asked for dozens of plans that are thrown away.
 */
export function findRepayment(request: LoopRequest): LoopRefusal {
  const { account, debt } = request
  const exchange = request.exchange.withoutAsking()
  const leads = (repaid: bigint) => {
    const after = changeAccount(account, 'repay', debt, repaid)
    const outcome = lower({ ...request, stopsAfter: undefined, exchange, account: after })
    return outcome !== null && !isRefused(outcome)
  }
  let [tooLittle, enough] = [0n, owedOf(account, reserveOf(account, debt))]
  if (!leads(enough)) return { kind: 'other-debts' }
  const unit = max(1n, enough / REPAYMENT_PARTS)
  while (enough - tooLittle > unit) {
    const middle = (tooLittle + enough) / 2n
    if (leads(middle)) enough = middle
    else tooLittle = middle
  }
  return { kind: 'too-near', repayment: enough }
}
