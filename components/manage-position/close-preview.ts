import { type Asset, isSameAddress } from '../../lib/domain/asset'
import type { Simulated } from '../../lib/execution/use-simulation'
import type { TransactionPlan } from '../../lib/plan/plan'
import {
  applyWalletChanges,
  findBalances,
  findPositionAfter,
  type PlanView,
  viewAccount,
  viewPosition,
} from '../../lib/plan/plan-view'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { nativeCoin } from '../../lib/queries/native-coin'
import type { PreviewModel } from '../position/preview-model'
import type { CloseForm, CloseFormSource } from './use-close-form'

/** What the close tab's preview shows: the chain's answer where there is one for these inputs, else the estimate. */
export function describeClosing(
  source: CloseFormSource,
  form: CloseForm,
  simulated: Simulated | null,
  isSimulating: boolean,
): PreviewModel {
  const estimate = estimateClosing(source, form)
  const debtAsset = source.position.debt.asset
  const issues = form.issues.filter(({ severity }) => severity === 'info')
  const base = {
    ...estimate,
    isSimulating,
    networkFee: null,
    issues,
    block: source.account.markets.block.number,
  }
  if (!simulated) return { ...base, state: 'estimate' }
  const { plan, result } = simulated
  if (!result.ok) return { ...base, state: 'error', issues: [...issues, result.issue] }
  return {
    ...base,
    state: 'simulated',
    block: result.block.number,
    before: viewClosing(debtAsset, plan, result.before),
    after: viewClosing(debtAsset, plan, result.after),
    networkFee: { asset: nativeCoin, amount: result.networkFeeWei },
    issues: [...issues, ...result.issues],
  }
}

/** The account's side of the plan as a simulation or the chain says it is; before the plan, or after it. */
export function viewClosing(debtAsset: Asset, plan: TransactionPlan, account: AccountSnapshot): PlanView {
  const position = findPositionAfter(plan.intent, account, account)
  const assets = plan.walletChanges.map(({ asset }) => asset)
  return viewAccount(account, position, debtAsset, assets)
}

export function estimateClosing({ position, account }: CloseFormSource, { result, receive }: CloseForm) {
  const draft = result.ok ? result.plan : result.estimate
  const changes = draft?.walletChanges ?? []
  const others = changes
    .map(({ asset }) => asset)
    .filter(({ address }) => !isSameAddress(address, receive.address))
  const wallet = findBalances(account, [receive, ...others])
  const debtAsset = position.debt.asset
  return {
    before: viewPosition(position, position.rates, debtAsset, wallet),
    after: draft && viewPosition(draft.after, position.rates, debtAsset, applyWalletChanges(wallet, changes)),
    priceImpactWad: draft?.priceImpactWad ?? null,
    feesE8: draft?.feesE8 ?? null,
  }
}
