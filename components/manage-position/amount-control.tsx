import type { ReactNode } from 'react'
import type { Asset } from '../../lib/domain/asset'
import { formatSymbol } from '../../lib/format/symbol'
import type { AmountField } from '../form/use-amount-field'
import { AmountInput } from '../ui/amount-input'
import { Select } from '../ui/select'
import { TokenIcon } from '../ui/token-icon'

type Props = {
  readonly field: AmountField
  readonly asset: Asset
  readonly error: string | null
  readonly aside: ReactNode
  readonly hint?: ReactNode
  /** Where the asset can be chosen. */
  readonly choice?: {
    readonly label: string
    readonly assets: readonly Asset[]
    readonly onChange: (address: string) => void
  }
}

/** "Amount", with "Max" and the asset that it is in. */
export function AmountControl({ field, asset, error, aside, hint, choice }: Props) {
  return (
    <AmountInput
      label="Amount"
      value={field.input}
      onChange={field.setInput}
      onMax={field.setMax}
      error={error}
      aside={aside}
      hint={hint}
      unit={
        choice && choice.assets.length > 1 ? (
          <Select
            aria-label={choice.label}
            className="min-w-0 max-w-36 flex-none sm:max-w-48"
            value={asset.address}
            onChange={choice.onChange}
            options={choice.assets.map((option) => ({
              value: option.address,
              label: formatSymbol(option),
            }))}
          />
        ) : (
          <span className="flex max-w-36 flex-none items-center gap-2 font-medium text-sm sm:max-w-48">
            <TokenIcon address={asset.address} symbol={asset.symbol} size={20} />
            <span className="truncate">{formatSymbol(asset)}</span>
          </span>
        )
      }
    />
  )
}
