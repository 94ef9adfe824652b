import { isSameAddress } from '../../lib/domain/asset'
import { HEALTH_FACTOR_REFUSAL_WAD, PRICE_IMPACT_REFUSAL_WAD } from '../../lib/domain/guards'
import { computeHealthFactorWad, isLiquidatable } from '../../lib/domain/health'
import type { Issue } from '../../lib/domain/issue'
import { computeEquityE8 } from '../../lib/domain/leverage'
import { computeValueE8 } from '../../lib/domain/value'
import type { AccountSnapshot, ManageIntent, OpenIntent, OperationDraft } from '../../lib/protocols/protocol'

/** Whether what a refusal says is so, told from the account and the estimate rather than from the planner. */
export function isReasonTrue(
  { code }: Issue,
  before: AccountSnapshot,
  intent: OpenIntent | ManageIntent,
  estimate: OperationDraft | null,
): boolean {
  const position =
    'positionId' in intent ? before.positions.find((p) => p.id === intent.positionId) : undefined
  const farm = before.markets.farms.find((f) =>
    intent.kind === 'open' ? f.id === intent.farmId : f.id === position?.farmId,
  )
  const health = estimate?.after ? computeHealthFactorWad(estimate.after) : null
  switch (code) {
    case 'amount-zero':
      return amountOf(intent) === 0n
    case 'amount-over-balance':
      return (
        estimate === null ||
        estimate.spends.some((spend) => spend.amount > balanceOf(before, spend.asset.address))
      )
    case 'leverage-below-minimum':
      return 'leverageWad' in intent && intent.leverageWad < 10n ** 18n
    case 'leverage-over-maximum':
      return 'leverageWad' in intent && farm !== undefined && intent.leverageWad > farm.maxLeverageWad
    case 'health-factor-too-low':
      return health !== null && health < HEALTH_FACTOR_REFUSAL_WAD
    case 'health-factor-under-floor':
      return intent.kind === 'withdraw' && health !== null && health < intent.healthFactorFloorWad
    case 'price-impact-too-high':
      return (estimate?.priceImpactWad ?? 0n) > PRICE_IMPACT_REFUSAL_WAD
    case 'not-enough-collateral':
      return estimate?.after != null && isLiquidatable(estimate.after)
    case 'debt-below-minimum':
      return principalOf(estimate) > 0n && principalOf(estimate) < (marketOf(before, intent)?.minDebt ?? 0n)
    case 'debt-over-maximum':
      return principalOf(estimate) > (marketOf(before, intent)?.maxDebt ?? 0n)
    case 'debt-zero':
      return position?.debt.amount === 0n
    case 'repay-over-debt':
      return (
        intent.kind === 'repay' && intent.amount !== 'all' && intent.amount >= (position?.debt.amount ?? 0n)
      )
    case 'nothing-to-claim':
      return (position?.rewards ?? []).every(
        (r) => computeValueE8(r.amount, r.priceE8, r.asset.decimals) < 1_000_000n,
      )
    case 'no-equity':
      return position !== undefined && computeEquityE8(position) <= 0n
    case 'leverage-unchanged':
      return intent.kind === 'change-leverage'
    case 'proceeds-below-debt':
      return (
        position !== undefined &&
        computeEquityE8(position) * 20n <
          (position.debt.amount * position.debt.priceE8) / 10n ** BigInt(position.debt.asset.decimals)
      )
    case 'no-route':
      return position?.farmId === null
    default:
      return false
  }
}

const marketOf = (account: AccountSnapshot, intent: OpenIntent | ManageIntent) => {
  const position =
    'positionId' in intent ? account.positions.find((p) => p.id === intent.positionId) : undefined
  return account.markets.farms.find((f) =>
    intent.kind === 'open'
      ? f.id === intent.farmId
      : position !== undefined && isSameAddress(f.debtAsset.address, position.debt.asset.address),
  )
}
const principalOf = (estimate: OperationDraft | null) => estimate?.after?.debt.principal ?? 0n
const balanceOf = ({ wallet }: AccountSnapshot, token: `0x${string}`) =>
  wallet.find((w) => isSameAddress(w.asset.address, token))?.balance ?? 0n

function amountOf(intent: OpenIntent | ManageIntent): bigint | null {
  if (intent.kind === 'open' || intent.kind === 'deposit') return intent.deposit.amount
  if (intent.kind === 'withdraw') return intent.withdraw.amount
  if (intent.kind === 'borrow') return intent.amount
  return intent.kind === 'repay' && intent.amount !== 'all' ? intent.amount : null
}
