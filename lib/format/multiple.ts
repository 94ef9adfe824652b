import type { Issue } from '../domain/issue'
import { WAD } from '../domain/math'
import { parseAmountInput } from './amount'
import { formatFixed } from './decimal'

/** From here on the digits say nothing more: next to nothing of it is one's own. */
const CEILING_WAD = 100n * WAD

/**
 * A multiple with 18 decimals as "3.00x"; up unless told, since more leverage is more risk. Limits go down. Beyond
 * a hundred it is "over 100x".
 */
export function formatMultiple(multipleWad: bigint, rounding: 'down' | 'up' = 'up'): string {
  if (multipleWad > CEILING_WAD) return 'over 100x'
  return `${formatFixed(multipleWad, 18, { maxDecimals: 2, minDecimals: 2, rounding, isGrouped: true })}x`
}

export type ParsedMultiple =
  | { readonly ok: true; readonly leverageWad: bigint }
  | { readonly ok: false; readonly issue: Issue }

/** "3", "2.5x" or "2.5×" → leverage with 18 decimals. Less than 1x is no leverage. */
export function parseMultipleInput(multipleInput: string): ParsedMultiple {
  const parsed = parseAmountInput(multipleInput.trim().replace(/\s*[x×]$/iu, ''), 18)
  if (parsed.ok && parsed.amount >= WAD) return { ok: true, leverageWad: parsed.amount }
  if (!parsed.ok && parsed.issue.code === 'number-ambiguous') {
    return { ok: false, issue: { ...parsed.issue, field: 'leverage' } }
  }
  const isTooLow = parsed.ok || ['amount-zero', 'amount-negative'].includes(parsed.issue.code)
  return {
    ok: false,
    issue: isTooLow
      ? {
          code: 'leverage-below-minimum',
          severity: 'refusal',
          field: 'leverage',
          minimumWad: WAD,
        }
      : { code: 'leverage-not-a-number', severity: 'refusal', field: 'leverage' },
  }
}
