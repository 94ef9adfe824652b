import { useMemo } from 'react'
import type { Asset } from '../../lib/domain/asset'
import type { Issue } from '../../lib/domain/issue'
import { parseAmountInput } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { readTypedAmount, typeAsset } from './typed-amount'
import type { Typed } from './use-typed'

export type AmountField = ReturnType<typeof useAmountField>

/**
 * An amount as typed, or "Max". What "Max" stands for moves with every block, so it is kept as that and not as
 * a number: `findMax` is asked for it only then (null where it is not known), and where that is nothing,
 * `explainNone` says why.
 */
export function useAmountField(
  { texts, type }: Typed,
  asset: Asset,
  findMax: () => bigint | null,
  explainNone?: () => Issue | null,
) {
  const { text, isMax } = readTypedAmount(texts, asset)
  const limit = useMemo(() => (isMax ? findMax() : null), [isMax, findMax])
  const whyNone = useMemo((): Issue | null => {
    const issue = limit === 0n && explainNone ? explainNone() : null
    return issue && { ...issue, field: 'amount' }
  }, [limit, explainNone])
  const numberOfMax = limit === null ? '' : formatDecimal(limit, asset.decimals)
  const input = isMax ? numberOfMax : text
  const parsed = parseAmountInput(input, asset.decimals)
  return {
    input,
    isMax,
    isTouched: input !== '',
    /** null where it cannot be read. */
    amount: parsed.ok ? parsed.amount : null,
    issue: parsed.ok ? null : (whyNone ?? parsed.issue),
    /** Names the choice: the same "Max" on a later block is the same choice. */
    key: isMax ? 'max' : input.trim(),
    setInput: (next: string) => type({ amount: next, max: null, asset: asset.address }),
    setMax: () => type({ amount: null, max: 'max', asset: asset.address }),
    setAsset: (address: string) => type(typeAsset(texts, asset, address)),
    reset: () => type({ amount: null, max: null }),
  }
}
