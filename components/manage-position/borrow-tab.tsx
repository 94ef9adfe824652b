import { useCallback, useMemo } from 'react'
import { isSameAddress } from '../../lib/domain/asset'
import { computeCollateralsValueE8 } from '../../lib/domain/health'
import { max, min } from '../../lib/domain/math'
import type { Debt } from '../../lib/domain/position'
import { findBorrowAprWad } from '../../lib/domain/rates'
import { computeAmountOfValue } from '../../lib/domain/value'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { explainNoLimit, findLimit } from '../../lib/plan/find-limit'
import { offerCoinBack } from '../../lib/queries/native-coin'
import { useAmountField } from '../form/use-amount-field'
import { chooseText } from '../form/use-typed'
import { RadioGroup } from '../ui/radio-group'
import { AmountControl } from './amount-control'
import { chooseDebt } from './choose-debt'
import { CoinField, chooseCoin } from './coin-field'
import { ManageFormFrame } from './manage-form'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

/** More debt, for the wallet or for the farm. */
export function BorrowTab({ source }: { readonly source: ManageSource }) {
  const { position, farm } = source
  const planner = usePlanner(source, 'borrow')
  const { plan, typed } = planner
  const { debt, debtAsset, assets } = chooseDebt(position, typed.texts)
  const { asset } = debt
  const use = chooseText(['wallet', 'farm'], typed.texts.get('use'), 'wallet')
  const range = findBorrowRange(source, debt)
  const { least, most } = range
  const receiving = chooseCoin(
    typed,
    asset,
    use === 'wallet' ? offerCoinBack([asset], source.account.markets) : [asset],
  )
  const { coin } = receiving
  const planAt = useCallback(
    (amount: bigint) => plan({ kind: 'borrow', debtAsset, amount, use, coin }),
    [plan, debtAsset, use, coin],
  )
  const planLoan = useCallback(
    (amount: bigint) => plan({ kind: 'borrow', debtAsset, amount, use: 'wallet' }),
    [plan, debtAsset],
  )
  const field = useAmountField(
    typed,
    asset,
    useCallback(() => findLimit(planAt, most, least), [planAt, most, least]),
    useCallback(() => explainNoLimit([planLoan, planAt], most, least), [planLoan, planAt, most, least]),
  )
  const { amount } = field
  const action = useMemo(
    (): ManageAction | null => (amount === null ? null : { kind: 'borrow', debtAsset, amount, use, coin }),
    [debtAsset, amount, use, coin],
  )
  const form = useManageForm(planner, {
    action,
    key: ['borrow', asset.address, use, coin?.address, field.key],
    input: { issue: field.issue, isTouched: field.isTouched },
    fields: ['amount'],
    assets: use === 'wallet' ? [receiving.chosen] : [],
    title: `Borrow ${amount === null ? formatSymbol(asset) : formatTokenAmount({ asset: receiving.chosen, amount })} ${use === 'wallet' ? 'to your wallet' : 'into the farm'}`,
    onDone: field.reset,
  })
  const rate = formatPercent(findBorrowAprWad(position.rates, asset), { rounding: 'up' })
  return (
    <ManageFormFrame
      form={form}
      words={{
        form: 'Borrow more',
        intro: `Borrows ${formatSymbol(asset)} against what the position holds, at ${rate} a year now. It lowers the health factor.`,
        button: 'Borrow more',
      }}
    >
      <AmountControl
        field={field}
        asset={asset}
        error={form.errorOf('amount')}
        choice={{ label: 'Asset to borrow', assets, onChange: field.setAsset }}
        aside={farm && `${formatTokenAmount({ asset, amount: most })} can be lent`}
        hint={
          field.isMax
            ? 'The most that is allowed now, at the health factor under which nothing is built.'
            : least > 1n && `The market lends ${formatTokenAmount({ asset, amount: least })} at least.`
        }
      />
      {farm && (
        <RadioGroup
          legend="Where it goes"
          value={use}
          onChange={(use) => typed.type({ use })}
          options={[
            {
              value: 'wallet',
              label: 'To your wallet',
              hint: 'The position holds what it holds, and owes more.',
            },
            {
              value: 'farm',
              label: 'Into the farm',
              hint: `It becomes more of ${farm.name}: more leverage.`,
            },
          ]}
        />
      )}
      <CoinField label="Receive" choice={receiving} typed={typed} />
    </ManageFormFrame>
  )
}

/** What the market could lend to this position at most and at least; where no farm tells, what it holds is worth. */
function findBorrowRange(
  { position, farm }: ManageSource,
  debt: Debt,
): {
  readonly least: bigint
  readonly most: bigint
} {
  if (!farm || !isSameAddress(farm.debtAsset.address, debt.asset.address)) {
    const worthE8 = computeCollateralsValueE8(position)
    return { least: 1n, most: computeAmountOfValue(worthE8, debt.priceE8, debt.asset.decimals, 'up') }
  }
  return {
    least: max(1n, farm.minDebt - debt.principal),
    most: max(0n, min(farm.availableLiquidity, farm.maxDebt - debt.principal)),
  }
}
