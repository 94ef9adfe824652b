import { useSearchParams } from 'next/navigation'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { zeroAddress } from 'viem'
import type { Address } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import type { Issue } from '../../lib/domain/issue'
import { LEVERAGE_UNIT_WAD } from '../../lib/domain/leverage'
import { min, WAD } from '../../lib/domain/math'
import { findBalance } from '../../lib/domain/wallet'
import { parseAmountInput } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { parseMultipleInput } from '../../lib/format/multiple'
import type { PlanResult } from '../../lib/plan/plan'
import { DEFAULT_TOLERANCE, makeTolerance, type ToleranceChoice } from '../../lib/plan/tolerance'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'
import { estimateChainTime } from '../transaction/tolerance'
import { chooseDeposit } from './choose-deposit'
import { parseOpenQuery } from './open-query'
import type { OpeningPlanner } from './opening-planner'

/** Enough to feel what leverage does, far from where it hurts. */
const DEFAULT_LEVERAGE_WAD = 2n * WAD

export type OpenFormSource = {
  readonly farm: Farm
  readonly markets: MarketSnapshot
  /** The chain's own time when `markets` was read, in milliseconds. */
  readonly readAtMs: number
  readonly owner: Address | null
  /** null while it is read, or where nobody is connected. */
  readonly account: AccountSnapshot | null
  /** null until its code is there: nothing is planned before somebody moves, or an amount is brought. */
  readonly planner: OpeningPlanner | null
}

export type OpenForm = ReturnType<typeof useOpenForm>

/** What a person typed, and everything that follows from it. Nothing here asks the chain. */
export function useOpenForm({ farm, markets, readAtMs, owner, account, planner }: OpenFormSource) {
  const shared = parseOpenQuery(useSearchParams().toString())
  // An amount of an asset that the farm does not take is none of another.
  const [amountInput, setAmountInput] = useState(() =>
    chooseDeposit(farm, shared.depositAddress).unknown === null ? (shared.amountInput ?? '') : '',
  )
  const [leverageInput, setLeverageInput] = useState(
    () => shared.leverageInput ?? formatDecimal(min(DEFAULT_LEVERAGE_WAD, farm.maxLeverageWad), 18),
  )
  const [depositAddress, setDepositAddress] = useState(shared.depositAddress)
  const [tolerance, setTolerance] = useState<ToleranceChoice>(DEFAULT_TOLERANCE)
  const [isSubmitted, setSubmitted] = useState(false)

  const { asset, unknown: unknownDeposit } = chooseDeposit(farm, depositAddress)
  const inputsKey = [
    farm.id,
    owner,
    asset.address,
    amountInput.trim(),
    leverageInput.trim(),
    tolerance.slippageBps,
    tolerance.deadlineMinutes,
  ].join('|')

  const amount = parseAmountInput(amountInput, asset.decimals)
  const leverage = parseMultipleInput(leverageInput)
  const depositAmount = amount.ok ? amount.amount : null
  const leverageWad = leverage.ok ? leverage.leverageWad : null

  const planAt = useCallback(
    (amountAt: bigint, leverageAt: bigint): PlanResult | null => {
      if (!planner) return null
      const intent = {
        kind: 'open',
        farmId: farm.id,
        owner: owner ?? zeroAddress,
        deposit: { asset, amount: amountAt },
        leverageWad: leverageAt,
      } as const
      const now = estimateChainTime(markets.block, readAtMs)
      return planner.plan(markets, account, intent, makeTolerance(now, tolerance))
    },
    [planner, farm, markets, readAtMs, owner, account, asset, tolerance],
  )
  const result = useMemo(
    () => (depositAmount === null || leverageWad === null ? null : planAt(depositAmount, leverageWad)),
    [planAt, depositAmount, leverageWad],
  )
  const maxLeverageWad = useMaxLeverage(farm, useDeferredValue(depositAmount), planner, planAt)

  const issues = [
    ...(amount.ok || (amountInput === '' && !isSubmitted) ? [] : [amount.issue]),
    ...(leverage.ok ? [] : [leverage.issue]),
    ...listIssues(result),
  ]

  return {
    asset,
    amountInput,
    leverageInput,
    leverageWad,
    maxLeverageWad,
    tolerance,
    inputsKey,
    result,
    issues,
    isSubmitted,
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
    setSubmitted,
    reset: () => {
      setAmountInput('')
      setSubmitted(false)
    },
  }
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

function listIssues(result: PlanResult | null): readonly Issue[] {
  if (result === null) return []
  return result.ok ? result.plan.issues : result.issues
}
