import { useMemo, useState } from 'react'
import type { Asset } from '../../lib/domain/asset'
import type { Issue } from '../../lib/domain/issue'
import { parseAmountInput } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'

export type AmountField = ReturnType<typeof useAmountField>

type Options = {
  readonly explainNone?: () => Issue | null
  readonly initial?: bigint | 'max'
}

/**
 * An amount as typed, or "Max". What "Max" stands for moves with every block, so it is kept as that and not as
 * a number: `findMax` is asked for it only then, and where that is nothing, `explainNone` says why. It starts
 * with `initial`, or empty.
 */
export function useAmountField(asset: Asset, findMax: () => bigint, { explainNone, initial }: Options = {}) {
  const [typed, setTyped] = useState<string | null>(() => {
    if (initial === 'max') return null
    return initial === undefined ? '' : formatDecimal(initial, asset.decimals)
  })
  const isMax = typed === null
  const limit = useMemo(() => (isMax ? findMax() : null), [isMax, findMax])
  const whyNone = useMemo((): Issue | null => {
    const issue = limit === 0n && explainNone ? explainNone() : null
    return issue && { ...issue, field: 'amount' }
  }, [limit, explainNone])
  const input = limit === null ? (typed ?? '') : formatDecimal(limit, asset.decimals)
  const parsed = parseAmountInput(input, asset.decimals)
  return {
    input,
    isMax,
    /** null where it cannot be read. */
    amount: parsed.ok ? parsed.amount : null,
    issue: parsed.ok ? null : (whyNone ?? parsed.issue),
    /** Names the choice: the same "Max" on a later block is the same choice. */
    key: isMax ? 'max' : input.trim(),
    setInput: (next: string) => setTyped(next),
    setMax: () => setTyped(null),
    reset: () => setTyped(''),
  }
}
