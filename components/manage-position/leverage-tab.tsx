import { useMemo } from 'react'
import type { Farm } from '../../lib/domain/farm'
import { computeLeverageWad, LEVERAGE_UNIT_WAD } from '../../lib/domain/leverage'
import { computeFarmMarks } from '../../lib/domain/leverage-marks'
import { max, WAD } from '../../lib/domain/math'
import { formatFixed } from '../../lib/format/decimal'
import { formatMultiple, parseMultipleInput } from '../../lib/format/multiple'
import { formatSymbol } from '../../lib/format/symbol'
import { findLimit } from '../../lib/plan/find-limit'
import { LeverageField } from '../position/leverage-field'
import { Checkbox } from '../ui/checkbox'
import { Notice } from '../ui/notice'
import { ManageFormFrame } from './manage-form'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, type Planner, usePlanner } from './use-planner'
import { describeWholeness } from './wholeness'

type Props = {
  readonly source: ManageSource
  readonly isSuggested: boolean
}

/** Borrow and farm more, or leave a part of the farm and repay. */
export function LeverageTab({ source, isSuggested }: Props) {
  return source.farm ? (
    <LeverageForm source={source} farm={source.farm} isSuggested={isSuggested} />
  ) : (
    <Notice tone="info">
      This position works in no farm, so there is nothing to put borrowed money into. Borrow, repay, deposit
      and withdraw change its leverage.
    </Notice>
  )
}

function LeverageForm({ source, farm, isSuggested }: Props & { readonly farm: Farm }) {
  const { position } = source
  const planner = usePlanner(source, 'leverage')
  const { typed } = planner
  const chosen = typed.texts.get('leverage')
  const isCompounding = typed.texts.has('compound')
  const hasRewards = position.rewards.length > 0
  const compound = isCompounding && hasRewards
  const nowWad = computeLeverageWad(position)
  const input = chosen ?? (nowWad === null ? '' : formatFixed(nowWad, 18, { maxDecimals: 2 }))
  const parsed = parseMultipleInput(input)
  const isTouched = chosen !== undefined || isCompounding
  const leverageWad = isTouched && parsed.ok ? parsed.leverageWad : null
  const action = useMemo(
    (): ManageAction | null =>
      leverageWad === null ? null : { kind: 'change-leverage', leverageWad, compound },
    [leverageWad, compound],
  )
  const form = useManageForm(planner, {
    action,
    key: ['leverage', input.trim(), compound],
    input: { issue: parsed.ok ? null : parsed.issue, isTouched },
    fields: ['leverage'],
    assets: [],
    title: `Change the leverage${nowWad === null ? '' : ` from ${formatMultiple(nowWad)}`} to ${formatMultiple(leverageWad ?? WAD)}`,
    onDone: () => typed.type({ leverage: null, compound: null }),
  })
  const maxLeverageWad = useMaxLeverage(farm, planner, nowWad ?? WAD, compound)
  const marks = useMemo(() => computeFarmMarks(farm, maxLeverageWad), [farm, maxLeverageWad])
  const error = isTouched || !form.isSubmitted ? form.errorOf('leverage') : 'Choose another leverage first.'
  const symbol = formatSymbol(farm.debtAsset)
  return (
    <ManageFormFrame
      form={form}
      words={{
        form: 'Change the leverage',
        intro: `Up borrows ${symbol} and farms it; down leaves a part of the farm and repays. Nothing is taken from your wallet. At 1x nothing is owed any more. ${describeWholeness(source)}`,
        button: 'Change leverage',
      }}
      isSuggested={isSuggested}
    >
      <LeverageField
        value={input}
        onChange={(leverage) => typed.type({ leverage })}
        maxLeverageWad={maxLeverageWad}
        marks={marks}
        error={error}
        limitNote={planner.isStepwise ? describeLimit(maxLeverageWad) : null}
      />
      {hasRewards && (
        <Checkbox
          isChecked={isCompounding}
          onChange={(isChecked) => typed.type({ compound: isChecked ? 'yes' : null })}
        >
          Also claim rewards and put them into the farm
        </Checkbox>
      )}
    </ManageFormFrame>
  )
}

/** The most that the planner accepts now, in hundredths; the leverage now where no more than that is. */
function useMaxLeverage(farm: Farm, { plan }: Planner, nowWad: bigint, compound: boolean): bigint {
  return useMemo(() => {
    const planAt = (units: bigint) =>
      plan({ kind: 'change-leverage', leverageWad: units * LEVERAGE_UNIT_WAD, compound })
    const above = nowWad / LEVERAGE_UNIT_WAD + 1n
    return max(findLimit(planAt, farm.maxLeverageWad / LEVERAGE_UNIT_WAD, above) * LEVERAGE_UNIT_WAD, nowWad)
  }, [plan, farm, nowWad, compound])
}

function describeLimit(maxLeverageWad: bigint): string {
  return `In your own account, signed one by one, at most ${formatMultiple(maxLeverageWad, 'down')}.`
}
