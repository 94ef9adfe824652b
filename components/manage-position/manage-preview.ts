import { type Asset, isSameAddress } from '../../lib/domain/asset'
import { type Issue, isListed } from '../../lib/domain/issue'
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
import type { AccountSnapshot, OperationDraft } from '../../lib/protocols/protocol'
import { nativeCoinOf } from '../../lib/queries/native-coin'
import type { PreviewModel } from '../position/preview-model'
import type { ManageSource } from './use-planner'

type Draft = Pick<OperationDraft, 'after' | 'ratesAfter' | 'walletChanges' | 'priceImpactWad' | 'feesE8'>

export type Forecast = {
  /** What the person chose, planned or at least estimated; null where nothing can be said yet. */
  readonly draft: Draft | null
  readonly issues: readonly Issue[]
  /** Whose balance is shown whatever the plan moves. */
  readonly assets: readonly Asset[]
}

/** What a form's preview shows: the chain's answer where there is one for these inputs, else the estimate. */
export function describeManaging(
  source: ManageSource,
  forecast: Forecast,
  simulated: Simulated | null,
  isSimulating: boolean,
): PreviewModel {
  const issues = forecast.issues.filter(({ severity }) => severity === 'info')
  const base = {
    ...estimateManaging(source, forecast),
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
    before: viewManaging(source, forecast, plan, result.before),
    after: viewManaging(source, forecast, plan, result.after),
    networkFee: { asset: nativeCoinOf(plan.chainId), amount: result.networkFeeWei },
    // What the form says already is said beside its button.
    issues: [...issues, ...result.issues.filter((issue) => !isListed(issue, forecast.issues))],
  }
}

/** The position and the wallet beside it as a simulation or the chain says they are; before the plan, or after it. */
export function viewManaging(
  { position }: ManageSource,
  forecast: Forecast,
  plan: TransactionPlan,
  account: AccountSnapshot,
): PlanView {
  const found = findPositionAfter(plan.intent, account, account)
  return viewAccount(account, found, position.debts[0].asset, listAssets(forecast))
}

/** Our own arithmetic. */
export function estimateManaging({ position, account }: ManageSource, forecast: Forecast) {
  const { draft } = forecast
  const wallet = findBalances(account, listAssets(forecast))
  const debtAsset = position.debts[0].asset
  const walletAfter = applyWalletChanges(wallet, draft?.walletChanges ?? [])
  return {
    before: viewPosition(position, position.rates, debtAsset, wallet),
    after: draft && viewPosition(draft.after, draft.ratesAfter, debtAsset, walletAfter),
    priceImpactWad: draft?.priceImpactWad ?? null,
    feesE8: draft?.feesE8 ?? null,
  }
}

/** The assets whose balances are shown, each once. */
function listAssets({ assets, draft }: Forecast): readonly Asset[] {
  const all = [...assets, ...(draft?.walletChanges.map(({ asset }) => asset) ?? [])]
  return all.filter((a, i) => all.findIndex((b) => isSameAddress(a.address, b.address)) === i)
}
