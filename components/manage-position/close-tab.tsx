import { useId, useMemo } from 'react'
import { type Asset, type AssetAmount, isSameAddress } from '../../lib/domain/asset'
import { listOwed } from '../../lib/domain/position'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import type { PlanResult } from '../../lib/plan/plan'
import { estimateClosing, priceSimulatedClosing } from '../../lib/plan/price-closing'
import { isStaked } from '../position/farm-words'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
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
  const receivable = listReceivable(source)
  const chosen = typed.texts.get('receive')
  const asset = receivable.find(({ address }) => address === chosen) ?? listOwed(position)[0].asset
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
    title: `Close ${farm?.name ?? 'the position'} ${into}`,
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
        intro:
          receive === AS_IS
            ? `Only as much is sold as the debt takes, all of the debt is repaid as it is in that block, and everything else goes to your wallet as it is${farm && isStaked(farm) ? ', unstaked' : ''}. ${whole}`
            : `Everything is sold for what is owed, all of the debt is repaid as it is in that block, and what is left goes to your wallet. ${whole}`,
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
            { value: AS_IS, label: 'The farm’s assets as they are' },
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

/** What is owed first, the first of it: that needs no further trade. Then what the farm takes as a deposit. */
function listReceivable({ position, farm }: ManageSource): readonly Asset[] {
  const [debt] = listOwed(position)
  const others = farm?.depositAssets.map(({ asset }) => asset) ?? []
  return [debt.asset, ...others.filter(({ address }) => !isSameAddress(address, debt.asset.address))]
}
