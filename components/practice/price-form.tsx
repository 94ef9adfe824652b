import { useId, useState } from 'react'
import { formatSymbol } from '../../lib/format/symbol'
import type { PracticeAsset } from '../../lib/queries/practice'
import { Button } from '../ui/button'
import { parsePriceInput, trimPrice } from './price-input'
import type { PracticeAction } from './use-practice-action'

type Props = { readonly asset: PracticeAsset; readonly action: PracticeAction }

export function PriceForm({ asset, action }: Props) {
  const id = useId()
  // Null shows the chain's price, which may change by itself; what was typed stays until it is set.
  const [priceInput, setPriceInput] = useState<string | null>(null)
  const [inputError, setInputError] = useState<string | null>(null)
  const symbol = formatSymbol(asset)
  const control = `price ${asset.address}`
  const isPending = action.pendingControl === control
  const error = inputError ?? action.errorOf(control)

  const submit = () => {
    const parsed = parsePriceInput(priceInput ?? asset.price)
    setInputError(parsed.ok ? null : parsed.error)
    if (!parsed.ok) return
    action.start({
      control,
      run: async (client, { setPracticePrice }) => {
        await setPracticePrice(client, asset.address, parsed.price)
        setPriceInput(null)
        return `${symbol} now costs $${parsed.price}. The exchanges follow.`
      },
    })
  }

  return (
    <form
      noValidate
      aria-label={symbol}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="grid content-start gap-1"
    >
      <label htmlFor={id} className="text-muted text-xs">
        {symbol} price <span aria-hidden="true">in USD</span>
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          aria-label={`${symbol} price`}
          aria-invalid={error !== null}
          aria-describedby={error ? `${id}-error` : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={priceInput ?? trimPrice(asset.price)}
          onChange={(event) => {
            setPriceInput(event.target.value)
            setInputError(null)
          }}
          className="min-h-9 w-full min-w-0 rounded-lg border border-line-strong bg-background px-3 text-sm tabular-nums aria-invalid:border-danger"
        />
        <Button
          type="submit"
          className="flex-none"
          aria-busy={isPending}
          disabled={action.pendingControl !== null}
        >
          Set price
        </Button>
      </div>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs">
          {error}
        </p>
      )}
    </form>
  )
}
