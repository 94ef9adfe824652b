import { useCallback, useMemo } from 'react'
import { isSameAddress } from '../../lib/domain/asset'
import { findHeld, findSpendable } from '../../lib/domain/coin'
import { hasDebt } from '../../lib/domain/health'
import { listOwed } from '../../lib/domain/position'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { tellFeeReserve } from '../../lib/format/fee-reserve'
import { formatSymbol } from '../../lib/format/symbol'
import { findLimit } from '../../lib/plan/find-limit'
import { offerCoin } from '../../lib/queries/native-coin'
import { useAmountField } from '../form/use-amount-field'
import { WalletBalance } from '../position/wallet-balance'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { AmountControl } from './amount-control'
import { chooseDebt } from './choose-debt'
import { CoinField, chooseCoin } from './coin-field'
import { ManageFormFrame } from './manage-form'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

type Props = {
  readonly source: ManageSource
  readonly isSuggested: boolean
}

/** A part of the debt or all of it, from the wallet. */
export function RepayTab({ source, isSuggested }: Props) {
  const { position, account, farm } = source
  const planner = usePlanner(source, 'repay')
  const { plan, typed } = planner
  const { debt, debtAsset, assets } = chooseDebt(position, typed.texts, listOwed(position))
  const { asset } = debt
  const symbol = formatSymbol(asset)
  const field = useAmountField(
    typed,
    asset,
    useCallback(() => debt.amount, [debt]),
  )
  const { amount, isMax } = field
  const paying = chooseCoin(typed, asset, offerCoin([asset], account.markets))
  const { coin, chosen: paid } = paying
  const action = useMemo((): ManageAction | null => {
    if (isMax) return { kind: 'repay', debtAsset, amount: 'all', coin }
    return amount === null ? null : { kind: 'repay', debtAsset, amount, coin }
  }, [isMax, debtAsset, amount, coin])
  const form = useManageForm(planner, {
    action,
    key: ['repay', asset.address, paid.address, field.key],
    input: { issue: isMax ? null : field.issue, isTouched: field.isTouched },
    fields: ['amount'],
    assets: [paid],
    title: isMax
      ? `Repay all of the ${symbol} debt`
      : `Repay ${amount === null ? symbol : formatTokenAmount({ asset, amount })}`,
    onDone: field.reset,
  })
  const toMinimum = useMemo(
    () => findLimit((part) => plan({ kind: 'repay', debtAsset, amount: part, coin }), debt.amount),
    [plan, debt, debtAsset, coin],
  )
  if (!hasDebt(position)) return <Notice tone="info">This position owes nothing.</Notice>
  const isShort = findSpendable(account, paid) <= toMinimum
  return (
    <ManageFormFrame
      form={form}
      words={{
        form: 'Repay debt',
        intro: `Repays ${symbol} from your wallet. It raises the health factor and lowers the leverage.`,
        button: 'Repay debt',
      }}
      isSuggested={isSuggested}
    >
      <AmountControl
        field={field}
        asset={asset}
        error={form.errorOf('amount')}
        choice={{ label: 'Debt to repay', assets, onChange: field.setAsset }}
        aside={<WalletBalance asset={paid} amount={findHeld(account, paid)} />}
        hint={
          isMax
            ? 'All that is owed in the block that mines it. A little more is approved than is owed now, for the interest until then; nothing beyond the debt leaves your wallet for good.'
            : `Owed now: ${formatTokenAmount({ asset, amount: debt.amount }, { rounding: 'up' })}. Max repays all of it.`
        }
      />
      <CoinField label="Pay with" choice={paying} typed={typed} />
      {coin && <p className="text-muted text-xs">{tellFeeReserve(coin)}</p>}
      {farm && farm.minDebt > 0n && isSameAddress(farm.debtAsset.address, asset.address) && (
        <div className="grid justify-items-start gap-2 text-sm">
          {toMinimum > 0n && (
            <Button onClick={() => field.setInput(formatDecimal(toMinimum, asset.decimals))}>
              {isShort ? 'Repay with all of your balance' : 'Repay down to the minimum'}
            </Button>
          )}
          <p className="text-muted text-xs">
            The market keeps no debt under {formatTokenAmount({ asset, amount: farm.minDebt })}: repay a part
            that leaves as much, or all. Nothing between is possible.
          </p>
        </div>
      )}
    </ManageFormFrame>
  )
}
