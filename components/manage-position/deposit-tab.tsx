import { useCallback, useMemo, useState } from 'react'
import { type Asset, isSameAddress } from '../../lib/domain/asset'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import { RadioGroup } from '../ui/radio-group'
import { AmountControl, findWalletBalance, WalletBalance } from './amount-control'
import { ManageFormFrame } from './manage-form'
import { useAmountField } from './use-amount-field'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

/** Collateral from the wallet, put to work or kept beside the farm. */
export function DepositTab({ source }: { readonly source: ManageSource }) {
  const { account, farm } = source
  const planner = usePlanner(source)
  const [chosen, setChosen] = useState<string | null>(null)
  const [use, setUse] = useState<'farm' | 'hold'>(farm ? 'farm' : 'hold')
  const assets = listDepositAssets(source)
  const asset = assets.find(({ address }) => address === chosen) ?? assets[0] ?? source.position.debt.asset
  const balance = findWalletBalance(account, asset)
  const { plan } = planner
  const field = useAmountField(
    asset,
    useCallback(() => balance, [balance]),
    useCallback(() => plan({ kind: 'deposit', deposit: { asset, amount: 1n }, use: 'hold' }), [plan, asset]),
  )
  const { amount } = field
  const action = useMemo(
    (): ManageAction | null =>
      amount === null ? null : { kind: 'deposit', deposit: { asset, amount }, use },
    [asset, amount, use],
  )
  const form = useManageForm(source, planner, {
    action,
    key: ['deposit', asset.address, use, field.key].join('|'),
    issue: field.issue,
    isTouched: field.key !== '',
    fields: ['amount', 'asset'],
    assets: [asset],
  })
  const name = farm?.name ?? 'the farm'
  return (
    <ManageFormFrame
      source={source}
      form={form}
      words={{
        form: 'Deposit collateral',
        intro: 'Adds collateral from your wallet. It raises the health factor and lowers the leverage.',
        button: 'Deposit collateral',
        review: `Deposit ${amount === null ? formatSymbol(asset) : formatTokenAmount({ asset, amount })}`,
      }}
      onDone={field.reset}
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

/** What the farm takes, what the wallet has of it first; without a farm what is held or owed already. */
function listDepositAssets({ account, position, farm }: ManageSource): readonly Asset[] {
  const all = farm?.depositAssets ?? [position.debt, ...position.collaterals]
  const assets = all
    .map(({ asset }) => asset)
    .filter((a, i, list) => list.findIndex((b) => isSameAddress(a.address, b.address)) === i)
  const isHeld = (asset: Asset) => findWalletBalance(account, asset) > 0n
  return [...assets.filter(isHeld), ...assets.filter((asset) => !isHeld(asset))]
}
