import { isSameAddress } from '../../lib/domain/asset'
import { findNextLeg } from '../../lib/domain/goal'
import { isListed } from '../../lib/domain/issue'
import { planManage } from '../../lib/plan/plan-manage'
import type { PlanView } from '../../lib/plan/plan-view'
import { nativeCoinOf } from '../../lib/queries/native-coin'
import type { NextFrom } from '../transaction/transaction-context'
import { estimatePosition, type PositionScope } from './estimate-position'
import type { Parts } from './operation-kit'

/**
 * The leg after one that is done, planned from the account as it is by then, with the same tolerance. Null where the position
 * is there, and where the form has to say more: what is refused, asked of the chain, or warned of for the first time.
 */
export function planNextLeg(
  done: Parts<PlanView, PositionScope>,
  { adapter, goal, account }: NextFrom,
): Parts<PlanView, PositionScope> | null {
  const { plan, markets } = done
  const position = account.positions.find((one) => isSameAddress(one.account, plan.owner))
  const assets = [...account.wallet.map(({ asset }) => asset), nativeCoinOf(plan.chainId)]
  const action = position && findNextLeg(goal, position, { assets, carried: [] })
  if (!action) return null
  const seconds = plan.deadlineSeconds - markets.block.timestamp
  const tolerance = {
    slippageBps: plan.slippageBps,
    deadlineSeconds: account.markets.block.timestamp + seconds,
  }
  const intent = { ...action, positionId: position.id, owner: plan.owner }
  const result = planManage(adapter, account, intent, tolerance)
  if (!result.ok) return null
  const warnings = result.plan.issues.filter(({ severity }) => severity === 'warning')
  if (!warnings.every((issue) => isListed(issue, plan.issues))) return null
  const scope = { ...done.scope, position, account }
  return {
    ...done,
    plan: result.plan,
    markets: account.markets,
    scope,
    estimated: estimatePosition(scope, result.plan).after,
    inputsKey: `${done.inputsKey}|${account.markets.block.number}`,
    // once it is old, its page plans it anew
    replan: () => null,
  }
}
