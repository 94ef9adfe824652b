import { useSearchParams } from 'next/navigation'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { zeroAddress } from 'viem'
import type { Address, Asset } from '../../lib/domain/asset'
import { findHeld, findSpendable } from '../../lib/domain/coin'
import type { Farm } from '../../lib/domain/farm'
import { LEVERAGE_UNIT_WAD } from '../../lib/domain/leverage'
import { min, WAD } from '../../lib/domain/math'
import { formatDecimal } from '../../lib/format/decimal'
import { formatMultiple, parseMultipleInput } from '../../lib/format/multiple'
import type { PlanResult } from '../../lib/plan/plan'
import { nameChoice } from '../form/choice'
import type { Subject } from '../form/subject'
import { useAmountField } from '../form/use-amount-field'
import { usePositionOperation } from '../form/use-position-operation'
import { useTolerance } from '../form/use-tolerance'
import { type Typed, useTyped } from '../form/use-typed'
import { chooseDeposit, listDeposits } from './choose-deposit'
import { readLinkedInputs } from './open-query'
import type { OpeningPlanner } from './opening-planner'
import { type HolderSelection, useHolder } from './use-holder'

/** Enough to feel what leverage does, far from where it hurts. */
const DEFAULT_LEVERAGE_WAD = 2n * WAD

export type OpenFormSource = Subject & {
  readonly farm: Farm
  /** null until its code is there: nothing is planned before somebody moves, or an amount is brought. */
  readonly planner: OpeningPlanner | null
}

/** What the form of a farm is called. */
export function nameOpenForm({ id }: Pick<Farm, 'id'>): string {
  return `open|${id}`
}

export type OpenForm = ReturnType<typeof useOpenForm>

/** Opening a position: what a person typed, and everything that follows from it. */
export function useOpenForm(source: OpenFormSource) {
  const { farm, owner, account, planner, markets } = source
  const typed = useTyped(nameOpenForm(farm), readLinkedInputs(useSearchParams().toString()))
  const [usualLeverage] = useState(() => formatDecimal(min(DEFAULT_LEVERAGE_WAD, farm.maxLeverageWad), 18))
  const leverageInput = typed.texts.get('leverage') ?? usualLeverage

  const assets = listDeposits(farm, markets)
  const { asset, unknown: unknownDeposit } = chooseDeposit(assets, farm, typed.texts.get('asset') ?? null)
  /** null where it is not known. */
  const balance = account && findHeld(account, asset)
  const spendable = account && findSpendable(account, asset)
  const field = useAmountField(
    typed,
    asset,
    useCallback(() => spendable, [spendable]),
  )
  const leverage = parseMultipleInput(leverageInput)
  const depositAmount = field.amount
  const leverageWad = leverage.ok ? leverage.leverageWad : null

  const holders = useHolder(source, typed.texts.get('holder') ?? null, typed.texts.has('steps'))
  const named = holders?.named
  const { planAt, tolerance, setTolerance } = usePlanOpening(typed, source, asset, holders)
  const result = useMemo(
    () => (depositAmount === null || leverageWad === null ? null : planAt(depositAmount, leverageWad)),
    [planAt, depositAmount, leverageWad],
  )
  const maxLeverageWad = useMaxLeverage(farm, useDeferredValue(depositAmount), planner, planAt)
  const operation = usePositionOperation({
    form: typed.form,
    subject: source,
    choice: {
      key: nameChoice(
        [farm.id, owner, asset.address, field.key, leverageInput, named, holders?.isStepwise],
        tolerance,
      ),
      result,
      inputs: [
        { issue: field.issue, isTouched: field.isTouched },
        { issue: leverage.ok ? null : leverage.issue, isTouched: true },
      ],
      fields: ['amount', 'asset', 'leverage'],
    },
    kit: planner?.kit ?? null,
    scope: { position: null, account, debtAsset: farm.debtAsset, assets: [] },
    title: `Open ${farm.name} at ${formatMultiple(leverageWad ?? 0n)}`,
    onDone: field.reset,
  })

  return {
    ...operation,
    asset,
    /** All that can be brought. */
    assets,
    field,
    leverageInput,
    leverageWad,
    maxLeverageWad,
    tolerance,
    balance,
    /** What the link asks to deposit, where the farm does not take it and nothing was typed or chosen since. */
    unknownDeposit,
    /** null where there is no choice of who holds the position. */
    holders,
    setHolder: (holder: Address) => typed.type({ holder }),
    setStepwise: (isStepwise: boolean) => typed.type({ steps: isStepwise ? 'yes' : null }),
    setLeverageInput: (leverage: string) => typed.type({ leverage }),
    setTolerance,
  }
}

/** Plans a deposit of this asset at a leverage; null until there is a planner. */
function usePlanOpening(typed: Typed, source: OpenFormSource, asset: Asset, holders: HolderSelection | null) {
  const holder = holders?.named
  const isStepwise = holders?.isStepwise ?? false
  const { farm, markets, account, owner, planner } = source
  const { toleranceNow, ...tolerance } = useTolerance(typed, source)
  const planAt = useCallback(
    (amount: bigint, leverageWad: bigint): PlanResult | null => {
      if (planner === null) return null
      const intent = {
        kind: 'open',
        farmId: farm.id,
        owner: owner ?? zeroAddress,
        deposit: { asset, amount },
        leverageWad,
        ...(holder && { holder }),
        ...(isStepwise && { isStepwise }),
      } as const
      return planner.planOpen(planner.adapter, markets, account, intent, toleranceNow())
    },
    [planner, farm, markets, owner, account, asset, holder, isStepwise, toleranceNow],
  )
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
