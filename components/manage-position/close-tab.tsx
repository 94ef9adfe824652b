import { useId, useMemo } from 'react'
import type { AssetAmount } from '../../lib/domain/asset'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatPositionName } from '../../lib/format/position-name'
import { formatSymbol } from '../../lib/format/symbol'
import type { PlanResult } from '../../lib/plan/plan'
import { estimateClosing, priceSimulatedClosing } from '../../lib/plan/price-closing'
import { offerCoinBack } from '../../lib/queries/native-coin'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { describeClosing, listReceivable } from './closing'
import { ClosingCost } from './closing-cost'
import { ManageFormFrame } from './manage-form'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'
import { describeWholeness } from './wholeness'

const AS_IS = 'as-is'

type Props = {
  readonly source: ManageSource
  readonly isSuggested: boolean
}

/** The whole position to the wallet, in one asset or as the farm has it. */
export function CloseTab({ source, isSuggested }: Props) {
  const id = useId()
  const { account, farm, position } = source
  const planner = usePlanner(source, 'close')
  const { plan, typed } = planner
  const isCovering = typed.texts.has('cover')
  const receivable = offerCoinBack(listReceivable(source), account.markets)
  const chosen = typed.texts.get('receive')
  const asset = receivable.find(({ address }) => address === chosen) ?? listReceivable(source)[0]
  const receive = chosen === AS_IS ? AS_IS : asset
  // Asked without the cover: it says what is missing, and whether anything is, also while it is accepted.
  const shortfall = useMemo(() => findShortfall(plan({ kind: 'close', receive })), [plan, receive])
  const coverShortfall = isCovering && shortfall !== null
  const action = useMemo(
    (): ManageAction => ({ kind: 'close', receive, coverShortfall }),
    [receive, coverShortfall],
  )
  const whole = describeWholeness(source)
  const into = receive === AS_IS ? 'as it is' : `to ${formatSymbol(receive)}`
  const form = useManageForm(planner, {
    action,
    key: ['close', receive === AS_IS ? AS_IS : receive.address, coverShortfall],
    fields: ['asset'],
    assets: receive === AS_IS ? [] : [receive],
    title: `Close ${formatPositionName(position, farm)} ${into}`,
    onDone: () => typed.type({ cover: null }),
  })
  const { draft, simulated } = form
  const cost = useMemo(() => {
    if (simulated?.result.ok) return priceSimulatedClosing(simulated.plan, simulated.result)
    return draft && estimateClosing(account, position.id, draft)
  }, [account, position, draft, simulated])
  return (
    <ManageFormFrame
      form={form}
      words={{
        form: 'Close the position',
        intro: `${describeClosing(source, receive === AS_IS ? null : receive)} ${whole}`,
        button: 'Close position',
      }}
      isSuggested={isSuggested}
    >
      <Field id={`${id}-receive`} label="Receive" error={form.errorOf('asset')}>
        <Select
          id={`${id}-receive`}
          value={receive === AS_IS ? AS_IS : receive.address}
          onChange={(receive) => typed.type({ receive })}
          options={[
            ...receivable.map(({ address, ...rest }) => ({
              value: address,
              label: formatSymbol({ address, ...rest }),
            })),
            { value: AS_IS, label: farm ? 'The farm’s assets as they are' : 'What it holds as it is' },
          ]}
        />
      </Field>
      {shortfall && (
        <Checkbox
          isChecked={isCovering}
          onChange={(isChecked) => typed.type({ cover: isChecked ? 'yes' : null })}
        >
          Pay the missing {formatTokenAmount(shortfall, { rounding: 'up' })} from my wallet
        </Checkbox>
      )}
      {cost && <ClosingCost position={position} cost={cost} />}
    </ManageFormFrame>
  )
}

/** What the sale surely brings less than is owed; null where it brings enough or something else is in the way. */
function findShortfall(result: PlanResult): AssetAmount | null {
  if (result.ok) return null
  return result.issues.find((issue) => issue.code === 'proceeds-below-debt')?.shortfall ?? null
}
