import { isSameAddress } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { HEALTH_FACTOR_REFUSAL_WAD, PRICE_IMPACT_REFUSAL_WAD } from '../../lib/domain/guards'
import {
  computeCollateralsValueE8,
  computeDebtValueE8,
  computeHealthFactorWad,
  isLiquidatable,
} from '../../lib/domain/health'
import type { Intent } from '../../lib/domain/intent'
import type { Issue } from '../../lib/domain/issue'
import { computeShareAssets } from '../../lib/domain/lending'
import { computeEquityE8, computeLeverageWad } from '../../lib/domain/leverage'
import { abs } from '../../lib/domain/math'
import type { OwnedPosition, Position } from '../../lib/domain/position'
import { listSpends } from '../../lib/domain/requirement'
import { computeValueE8 } from '../../lib/domain/value'
import type { AccountSnapshot, OperationDraft } from '../../lib/protocols/protocol'
import { findDebt } from './model-commands'

/** Whether what a refusal says is so, told from the account and the estimate rather than from the planner. */
export function isReasonTrue(
  { code }: Issue,
  before: AccountSnapshot,
  intent: Intent,
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
        listSpends(estimate.requirements).some(
          (spend) => spend.amount > balanceOf(before, spend.asset.address),
        )
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
    case 'lost-to-rounding':
      return (estimate?.priceImpactWad ?? 0n) > PRICE_IMPACT_REFUSAL_WAD
    case 'not-enough-collateral':
      return estimate?.after != null && isLiquidatable(estimate.after)
    case 'debt-below-minimum':
      return principalOf(estimate) > 0n && principalOf(estimate) < (marketOf(before, intent)?.minDebt ?? 0n)
    case 'debt-over-maximum':
      return principalOf(estimate) > (marketOf(before, intent)?.maxDebt ?? 0n)
    case 'debt-zero':
      return position !== undefined && owedOf(position, intent) === 0n
    case 'repay-over-debt':
      return (
        intent.kind === 'repay' &&
        intent.amount !== 'all' &&
        position !== undefined &&
        intent.amount >= owedOf(position, intent)
      )
    case 'nothing-to-claim':
      return (position?.rewards ?? []).every(
        (r) => computeValueE8(r.amount, r.priceE8, r.asset.decimals) < 1_000_000n,
      )
    case 'no-equity':
      return position !== undefined && computeEquityE8(position) <= 0n
    case 'leverage-unchanged':
      return position !== undefined && 'leverageWad' in intent && isNear(position, intent.leverageWad)
    case 'leverage-unreachable':
      return (
        position !== undefined && 'leverageWad' in intent && isOutOfReach(position, farm, intent.leverageWad)
      )
    case 'proceeds-below-debt':
      return (
        position !== undefined &&
        computeEquityE8(position) * 20n <
          (position.debts[0].amount * position.debts[0].priceE8) /
            10n ** BigInt(position.debts[0].asset.decimals)
      )
    case 'no-route':
      return position?.farmId === null
    default:
      return isLendingReasonTrue(code, before, intent)
  }
}

function isLendingReasonTrue(code: Issue['code'], before: AccountSnapshot, intent: Intent): boolean {
  switch (code) {
    case 'nothing-supplied':
      return sharesOf(before, intent) === 0n
    case 'withdrawal-over-supply':
      return (amountOf(intent) ?? 0n) > suppliedOf(before, intent)
    case 'supply-too-small':
      return (amountOf(intent) ?? 0n) <= 2n
    default:
      return false
  }
}

const marketOf = (account: AccountSnapshot, intent: Intent) => {
  const position =
    'positionId' in intent ? account.positions.find((p) => p.id === intent.positionId) : undefined
  return account.markets.farms.find((f) =>
    intent.kind === 'open'
      ? f.id === intent.farmId
      : position !== undefined && isSameAddress(f.debtAsset.address, position.debts[0].asset.address),
  )
}
/** Within a hundredth of 1x, which rewards put in on the way can make up for. */
function isNear(position: Position, leverageWad: bigint): boolean {
  const now = computeLeverageWad(position)
  return now !== null && abs(now - leverageWad) < 10n ** 16n
}

/** Whether nearly all that works in the farm, or nearly all of the debt, would have to go. */
function isOutOfReach(position: Position, farm: Farm | undefined, leverageWad: bigint): boolean {
  const needed = computeCollateralsValueE8(position) - (leverageWad * computeEquityE8(position)) / 10n ** 18n
  const inFarm = position.collaterals.filter(
    (c) => farm && isSameAddress(c.asset.address, farm.asset.address),
  )
  const most = [computeCollateralsValueE8({ collaterals: inFarm }), computeDebtValueE8(position.debts[0])]
  return most.some((valueE8) => needed * 100n >= valueE8 * 95n)
}

function sharesOf({ supplies }: AccountSnapshot, intent: Intent): bigint {
  return supplies.find((supply) => 'poolId' in intent && supply.poolId === intent.poolId)?.shares ?? 0n
}

function suppliedOf(account: AccountSnapshot, intent: Intent): bigint {
  const pool = account.markets.pools.find((p) => 'poolId' in intent && p.id === intent.poolId)
  return pool ? computeShareAssets(pool, sharesOf(account, intent)) : 0n
}

/** Of the debt that is meant. */
function owedOf(position: OwnedPosition, intent: Intent): bigint {
  return findDebt(position, 'debtAsset' in intent ? intent.debtAsset : undefined)?.amount ?? 0n
}

const principalOf = (estimate: OperationDraft | null) => estimate?.after?.debts[0].principal ?? 0n
const balanceOf = ({ wallet }: AccountSnapshot, token: `0x${string}`) =>
  wallet.find((w) => isSameAddress(w.asset.address, token))?.balance ?? 0n

function amountOf(intent: Intent): bigint | null {
  if (intent.kind === 'open' || intent.kind === 'deposit') return intent.deposit.amount
  if (intent.kind === 'withdraw') return intent.withdraw.amount
  if (intent.kind === 'borrow' || intent.kind === 'supply') return intent.amount
  if (intent.kind === 'withdraw-supply') return intent.amount === 'all' ? null : intent.amount
  return intent.kind === 'repay' && intent.amount !== 'all' ? intent.amount : null
}
