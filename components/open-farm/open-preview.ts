import type { AssetAmount } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { isListed } from '../../lib/domain/issue'
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
import { nativeCoinOf } from '../../lib/queries/native-coin'
import type { PreviewModel } from '../position/preview-model'
import type { ProvenSimulation } from '../transaction/transaction-context'
import type { OpenForm, OpenFormSource } from './use-open-form'

/** What the open form's preview shows: the chain's answer where there is one for these inputs, else the estimate. */
export function describeOpening(
  source: OpenFormSource,
  form: OpenForm,
  simulated: Simulated | null,
  isSimulating: boolean,
): PreviewModel {
  const { farm, markets } = source
  const estimate = estimateOpening(source, form)
  const base = {
    isSimulating,
    networkFee: null,
    issues: form.issues.filter(({ severity }) => severity === 'info'),
  }
  if (!simulated) return { ...base, state: 'estimate', block: markets.block.number, ...estimate }
  const { result } = simulated
  if (!result.ok) {
    const issues = [...base.issues, result.issue]
    return { ...base, state: 'error', block: markets.block.number, ...estimate, issues }
  }
  return {
    ...base,
    ...estimate,
    state: 'simulated',
    block: result.block.number,
    before: viewBefore(farm, simulated.plan, result),
    after: viewAfter(farm, simulated.plan, result.before, result.after),
    networkFee: { asset: nativeCoinOf(markets.chainId), amount: result.networkFeeWei },
    // What the form warns of is said beside its button.
    issues: [
      ...base.issues,
      ...result.issues.filter((issue) => issue.severity !== 'warning' && !isListed(issue, form.issues)),
    ],
  }
}

/** Before the transaction, as the simulation read it. */
export function viewBefore(farm: Farm, plan: TransactionPlan, { before }: ProvenSimulation): PlanView {
  return viewAccount(before, null, farm.debtAsset, assetsOf(plan.walletChanges))
}

/** After it: the position that was not there before. */
export function viewAfter(
  farm: Farm,
  plan: TransactionPlan,
  before: AccountSnapshot,
  after: AccountSnapshot,
): PlanView {
  const position = findPositionAfter(plan.intent, before, after)
  return viewAccount(after, position, farm.debtAsset, assetsOf(plan.walletChanges))
}

/** Our own arithmetic. */
export function estimateOpening({ farm, account }: OpenFormSource, { result }: Pick<OpenForm, 'result'>) {
  const draft = result?.ok ? result.plan : (result?.estimate ?? null)
  const changes = draft?.walletChanges ?? []
  const wallet = account ? findBalances(account, assetsOf(changes)) : []
  const before = viewPosition(null, null, farm.debtAsset, wallet)
  const walletAfter = applyWalletChanges(wallet, changes)
  return {
    before,
    after: draft && viewPosition(draft.after, draft.ratesAfter, farm.debtAsset, walletAfter),
    priceImpactWad: draft?.priceImpactWad ?? null,
    feesE8: draft?.feesE8 ?? null,
  }
}

function assetsOf(changes: readonly AssetAmount[]) {
  return changes.map(({ asset }) => asset)
}
