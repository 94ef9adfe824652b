import { useCallback, useMemo } from 'react'
import { findHeld, findSpendable } from '../../lib/domain/coin'
import { formatTokenAmount } from '../../lib/format/amount'
import { tellFeeReserve } from '../../lib/format/fee-reserve'
import { formatSymbol } from '../../lib/format/symbol'
import { explainNoLimit } from '../../lib/plan/find-limit'
import { offerCoin } from '../../lib/queries/native-coin'
import { useAmountField } from '../form/use-amount-field'
import { chooseText } from '../form/use-typed'
import { WalletBalance } from '../position/wallet-balance'
import { RadioGroup } from '../ui/radio-group'
import { AmountControl } from './amount-control'
import { listDepositAssets } from './list-deposit-assets'
import { ManageFormFrame } from './manage-form'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

type Props = {
  readonly source: ManageSource
  readonly isSuggested: boolean
}

/** Collateral from the wallet, put to work or kept beside the farm. */
export function DepositTab({ source, isSuggested }: Props) {
  const { account, farm } = source
  const planner = usePlanner(source, 'deposit')
  const { plan, typed } = planner
  const use = chooseText(['farm', 'hold'], typed.texts.get('use'), farm ? 'farm' : 'hold')
  const assets = offerCoin(listDepositAssets(source), account.markets)
  const asset =
    assets.find(({ address }) => address === typed.texts.get('asset')) ??
    assets[0] ??
    source.position.debts[0].asset
  const balance = findSpendable(account, asset)
  const field = useAmountField(
    typed,
    asset,
    useCallback(() => balance, [balance]),
    useCallback(
      () =>
        explainNoLimit(
          [(amount) => plan({ kind: 'deposit', deposit: { asset, amount }, use: 'hold' })],
          balance,
        ),
      [plan, asset, balance],
    ),
  )
  const { amount } = field
  const action = useMemo(
    (): ManageAction | null =>
      amount === null ? null : { kind: 'deposit', deposit: { asset, amount }, use },
    [asset, amount, use],
  )
  const form = useManageForm(planner, {
    action,
    key: ['deposit', asset.address, use, field.key],
    input: { issue: field.issue, isTouched: field.isTouched },
    fields: ['amount', 'asset'],
    assets: [asset],
    title: `Deposit ${amount === null ? formatSymbol(asset) : formatTokenAmount({ asset, amount })}`,
    onDone: field.reset,
  })
  const name = farm?.name ?? 'the farm'
  return (
    <ManageFormFrame
      form={form}
      words={{
        form: 'Deposit collateral',
        intro: 'Adds collateral from your wallet. It raises the health factor and lowers the leverage.',
        button: 'Deposit collateral',
      }}
      isSuggested={isSuggested}
    >
      <AmountControl
        field={field}
        asset={asset}
        error={form.errorOf('amount') ?? form.errorOf('asset')}
        aside={<WalletBalance asset={asset} amount={findHeld(account, asset)} />}
        hint={tellFeeReserve(asset)}
        choice={{ label: 'Deposit asset', assets, onChange: field.setAsset }}
      />
      {farm && (
        <RadioGroup
          legend="What to do with it"
          value={use}
          onChange={(use) => typed.type({ use })}
          options={[
            {
              value: 'farm',
              label: 'Put it to work in the farm',
              hint: `It becomes part of ${name}, at the cost of a trade where one is needed.`,
            },
            {
              value: 'hold',
              label: 'Hold it as a buffer',
              hint: 'It stays what it is, earns nothing here, and counts as collateral.',
            },
          ]}
        />
      )}
    </ManageFormFrame>
  )
}
