import { useSearchParams } from 'next/navigation'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { zeroAddress } from 'viem'
import type { Asset } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { LEVERAGE_UNIT_WAD } from '../../lib/domain/leverage'
import { min, WAD } from '../../lib/domain/math'
import { findBalance } from '../../lib/domain/wallet'
import { parseAmountInput } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { formatMultiple, parseMultipleInput } from '../../lib/format/multiple'
import type { PlanResult } from '../../lib/plan/plan'
import type { PlanView } from '../../lib/plan/plan-view'
import type { Tolerance } from '../../lib/protocols/protocol'
import { nameChoice } from '../form/choice'
import type { Subject } from '../form/subject'
import { usePlanning } from '../form/use-planning'
import { usePositionOperation } from '../form/use-position-operation'
import { KeyFigures } from '../position/before-after-table'
import { chooseDeposit } from './choose-deposit'
import { parseOpenQuery } from './open-query'
import type { OpeningPlanner } from './opening-planner'

/** Enough to feel what leverage does, far from where it hurts. */
const DEFAULT_LEVERAGE_WAD = 2n * WAD

export type OpenFormSource = Subject & {
  readonly farm: Farm
  /** null until its code is there: nothing is planned before somebody moves, or an amount is brought. */
  readonly planner: OpeningPlanner | null
}

export type OpenForm = ReturnType<typeof useOpenForm>

/** Opening a position: what a person typed, and everything that follows from it. */
export function useOpenForm(source: OpenFormSource) {
  const { farm, owner, account, planner } = source
  const shared = parseOpenQuery(useSearchParams().toString())
  // An amount of an asset that the farm does not take is none of another.
  const [amountInput, setAmountInput] = useState(() =>
    chooseDeposit(farm, shared.depositAddress).unknown === null ? (shared.amountInput ?? '') : '',
  )
  const [leverageInput, setLeverageInput] = useState(
    () => shared.leverageInput ?? formatDecimal(min(DEFAULT_LEVERAGE_WAD, farm.maxLeverageWad), 18),
  )
  const [depositAddress, setDepositAddress] = useState(shared.depositAddress)

  const { asset, unknown: unknownDeposit } = chooseDeposit(farm, depositAddress)
  const amount = parseAmountInput(amountInput, asset.decimals)
  const leverage = parseMultipleInput(leverageInput)
  const depositAmount = amount.ok ? amount.amount : null
  const leverageWad = leverage.ok ? leverage.leverageWad : null

  const { planAt, tolerance, setTolerance } = usePlanOpening(source, asset)
  const result = useMemo(
    () => (depositAmount === null || leverageWad === null ? null : planAt(depositAmount, leverageWad)),
    [planAt, depositAmount, leverageWad],
  )
  const maxLeverageWad = useMaxLeverage(farm, useDeferredValue(depositAmount), planner, planAt)
  const operation = usePositionOperation({
    subject: source,
    choice: {
      key: nameChoice([farm.id, owner, asset.address, amountInput, leverageInput], tolerance),
      result,
      inputs: [
        { issue: amount.ok ? null : amount.issue, isTouched: amountInput !== '' },
        { issue: leverage.ok ? null : leverage.issue, isTouched: true },
      ],
      fields: ['amount', 'asset', 'leverage'],
    },
    guards: planner?.guards ?? null,
    scope: { position: null, account, debtAsset: farm.debtAsset, assets: [] },
    title: `Open ${farm.name} at ${formatMultiple(leverageWad ?? 0n)}`,
    drawFigures,
    onDone: () => setAmountInput(''),
  })

  return {
    ...operation,
    asset,
    amountInput,
    leverageInput,
    leverageWad,
    maxLeverageWad,
    tolerance,
    /** null where it is not known. */
    balance: account && findBalance(account.wallet, asset),
    /** What the link asks to deposit, where the farm does not take it and nothing was typed or chosen since. */
    unknownDeposit,
    setAmountInput: (input: string) => {
      setAmountInput(input)
      setDepositAddress(asset.address)
    },
    setLeverageInput,
    setDepositAddress,
    setTolerance,
  }
}

const drawFigures = (before: PlanView, after: PlanView) => <KeyFigures before={before} after={after} />

/** Plans a deposit of this asset at a leverage; null until there is a planner. */
function usePlanOpening(source: OpenFormSource, asset: Asset) {
  const { farm, markets, account, owner, planner } = source
  const planUnder = useCallback(
    ([amount, leverageWad]: readonly [bigint, bigint], tolerance: Tolerance): PlanResult | null => {
      const intent = {
        kind: 'open',
        farmId: farm.id,
        owner: owner ?? zeroAddress,
        deposit: { asset, amount },
        leverageWad,
      } as const
      return planner?.plan(markets, account, intent, tolerance) ?? null
    },
    [planner, farm, markets, owner, account, asset],
  )
  const { plan, ...tolerance } = usePlanning(source, planUnder)
  const planAt = useCallback((amount: bigint, leverageWad: bigint) => plan([amount, leverageWad]), [plan])
  return { planAt, ...tolerance }
}

/**
 * The most that the planner accepts for this deposit, costs included. The farm's own maximum where no leverage
 * is accepted: something else than leverage stands in the way then.
 */
function useMaxLeverage(
  farm: Farm,
  depositAmount: bigint | null,
  planner: OpeningPlanner | null,
  planAt: (amount: bigint, leverageWad: bigint) => PlanResult | null,
): bigint {
  return useMemo(() => {
    if (depositAmount === null || planner === null) return farm.maxLeverageWad
    const planUnits = (units: bigint): PlanResult =>
      planAt(depositAmount, units * LEVERAGE_UNIT_WAD) ?? { ok: false, issues: [], estimate: null }
    const least = WAD / LEVERAGE_UNIT_WAD + 1n
    const units = planner.findLimit(planUnits, farm.maxLeverageWad / LEVERAGE_UNIT_WAD, least)
    return units === 0n ? farm.maxLeverageWad : units * LEVERAGE_UNIT_WAD
  }, [farm, depositAmount, planner, planAt])
}
