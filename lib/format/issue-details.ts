import type { Issue } from '../domain/issue'
import { formatAmount } from './amount'
import { cleanTokenText, MAX_SYMBOL_LENGTH } from './symbol'

/** Longest text from a contract, wallet or node that is repeated in a sentence. */
const MAX_REASON_LENGTH = 160

/** An amount among an issue's details as "1,234.5 USDC"; null where the issue came without it. */
export function readAmount(issue: Issue, name: string, rounding: 'down' | 'up' = 'down'): string | null {
  const detail = issue.details?.[name]
  if (typeof detail !== 'object') return null
  const symbol = cleanTokenText(detail.asset.symbol, MAX_SYMBOL_LENGTH) || 'tokens'
  return `${formatAmount(detail.amount, detail.asset.decimals, { rounding })} ${symbol}`
}

/** A ratio among the details, put into words by `format`; null where the issue came without it. */
export function readRatio(issue: Issue, name: string, format: (ratioWad: bigint) => string): string | null {
  const detail = issue.details?.[name]
  return typeof detail === 'bigint' ? format(detail) : null
}

/** Text or a count among the details, made safe to repeat; null where the issue came without it. */
export function readText(issue: Issue, name: string): string | null {
  const detail = issue.details?.[name]
  if (typeof detail !== 'string' && typeof detail !== 'number') return null
  return cleanTokenText(String(detail), MAX_REASON_LENGTH) || null
}
