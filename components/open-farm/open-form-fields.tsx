import { useMemo } from 'react'
import type { Farm } from '../../lib/domain/farm'
import { computeFarmMarks } from '../../lib/domain/leverage-marks'
import { tellFeeReserve } from '../../lib/format/fee-reserve'
import { formatMultiple } from '../../lib/format/multiple'
import { cleanTokenText, formatSymbol } from '../../lib/format/symbol'
import { LeverageField } from '../position/leverage-field'
import { WalletBalance } from '../position/wallet-balance'
import { ToleranceSettings } from '../transaction/tolerance-settings'
import { AmountInput } from '../ui/amount-input'
import { Select } from '../ui/select'
import { TokenIcon } from '../ui/token-icon'
import type { OpenForm } from './use-open-form'

/** Digits of an address: no more of what a link says is repeated. */
const ADDRESS_LENGTH = 42

type Props = { readonly farm: Farm; readonly form: OpenForm }

export function OpenFormFields({ farm, form }: Props) {
  const { asset, balance } = form
  const marks = useMemo(() => computeFarmMarks(farm, form.maxLeverageWad), [farm, form.maxLeverageWad])
  return (
    <>
      <AmountInput
        label="Deposit amount"
        value={form.field.input}
        onChange={form.field.setInput}
        onMax={balance === null ? undefined : form.field.setMax}
        error={form.errorOf('amount') ?? form.errorOf('asset')}
        hint={
          form.unknownDeposit === null
            ? tellFeeReserve(asset)
            : `This farm does not take the asset of the link, “${cleanTokenText(form.unknownDeposit, ADDRESS_LENGTH)}”.`
        }
        aside={balance !== null && <WalletBalance asset={asset} amount={balance} />}
        unit={
          form.assets.length > 1 ? (
            <Select
              aria-label="Deposit asset"
              value={asset.address}
              onChange={form.field.setAsset}
              options={form.assets.map((deposit) => ({
                value: deposit.address,
                label: formatSymbol(deposit),
              }))}
            />
          ) : (
            <span className="flex items-center gap-2 font-medium text-sm">
              <TokenIcon address={asset.address} symbol={asset.symbol} size={20} />
              {formatSymbol(asset)}
            </span>
          )
        }
      />
      <LeverageField
        value={form.leverageInput}
        onChange={form.setLeverageInput}
        maxLeverageWad={form.maxLeverageWad}
        marks={marks}
        error={form.errorOf('leverage')}
        limitNote={describeLimit(farm, form)}
      />
      <ToleranceSettings value={form.tolerance} onChange={form.setTolerance} />
    </>
  )
}

/** What one by one allows less than all at once; null where it is all at once, or no different. */
function describeLimit(
  { maxLeverageWad }: Farm,
  { holders, maxLeverageWad: byStepWad }: OpenForm,
): string | null {
  if (!holders?.isStepwise || byStepWad >= maxLeverageWad) return null
  const [most, atOnce] = [byStepWad, maxLeverageWad].map((wad) => formatMultiple(wad, 'down'))
  return `In your own account, signed one by one, at most ${most}; in your Safe up to ${atOnce}.`
}
