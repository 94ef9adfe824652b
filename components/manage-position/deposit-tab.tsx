import { useCallback, useMemo, useState } from 'react'
import { findBalance } from '../../lib/domain/wallet'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import { explainNoLimit } from '../../lib/plan/find-limit'
import type { WayOutAction } from '../../lib/plan/search-way'
import { RadioGroup } from '../ui/radio-group'
import { AmountControl, WalletBalance } from './amount-control'
import { listDepositAssets } from './list-deposit-assets'
import { ManageFormFrame } from './manage-form'
import { useAmountField } from './use-amount-field'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

type Props = {
  readonly source: ManageSource
  /** What the form starts with. */
  readonly suggestion?: Extract<WayOutAction, { readonly kind: 'deposit' }>
}

/** Collateral from the wallet, put to work or kept beside the farm. */
export function DepositTab({ source, suggestion }: Props) {
  const { account, farm } = source
  const planner = usePlanner(source)
  const [chosen, setChosen] = useState<string | null>(suggestion?.deposit.asset.address ?? null)
  const [use, setUse] = useState<'farm' | 'hold'>(suggestion?.use ?? (farm ? 'farm' : 'hold'))
  const assets = listDepositAssets(source)
  const asset =
    assets.find(({ address }) => address === chosen) ?? assets[0] ?? source.position.debts[0].asset
  const balance = findBalance(account.wallet, asset)
  const { plan } = planner
  const field = useAmountField(
    asset,
    useCallback(() => balance, [balance]),
    {
      explainNone: useCallback(
        () =>
          explainNoLimit(
            [(amount) => plan({ kind: 'deposit', deposit: { asset, amount }, use: 'hold' })],
            balance,
          ),
        [plan, asset, balance],
      ),
      initial: suggestion?.deposit.amount,
    },
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
    input: { issue: field.issue, isTouched: field.key !== '' },
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
      isSuggested={suggestion !== undefined}
    >
      <AmountControl
        field={field}
        asset={asset}
        error={form.errorOf('amount') ?? form.errorOf('asset')}
        aside={<WalletBalance account={account} asset={asset} />}
        choice={{ label: 'Deposit asset', assets, onChange: setChosen }}
      />
      {farm && (
        <RadioGroup
          legend="What to do with it"
          value={use}
          onChange={setUse}
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
