import type { AssetAmount } from '../domain/asset'
import type { Issue, Unjudged } from '../domain/issue'
import { formatFixed } from './decimal'
import { formatSymbol } from './symbol'
import { readTypedNumber } from './typed-number'

/** Amounts are uint256 on the chain. */
const AMOUNT_CEILING = 2n ** 256n

/** More digits than any uint256 has: refused before they are multiplied out. */
const MAX_DIGITS = 100

export type ParsedAmount =
  | { readonly ok: true; readonly amount: bigint }
  | { readonly ok: false; readonly issue: Issue }

/**
 * What a person typed, as `readTypedNumber` reads it → the token's smallest unit, exactly. What may be two numbers is
 * asked back.
 */
export function parseAmountInput(amountInput: string, decimals: number): ParsedAmount {
  const text = amountInput.trim()
  if (text === '') return refuse({ code: 'amount-missing' })
  const size = text.replace(/^[-−－]/, '')
  const typed = readTypedNumber(size, decimals)
  if (typed.kind === 'unreadable') return refuse({ code: 'amount-not-a-number' })
  if (size !== text) return refuse({ code: 'amount-negative' })
  if (typed.kind === 'ambiguous') {
    return refuse({ code: 'number-ambiguous', whole: typed.whole, decimal: typed.decimal })
  }
  const fraction = typed.fraction.replace(/0+$/, '')
  if (fraction.length > decimals) return refuse({ code: 'amount-too-many-decimals', decimals })
  const digits = typed.whole.replace(/^0+/, '') + fraction.padEnd(decimals, '0')
  if (digits.length > MAX_DIGITS) return refuse({ code: 'amount-too-large' })
  const amount = BigInt(digits || '0')
  if (amount === 0n) return refuse({ code: 'amount-zero' })
  return amount < AMOUNT_CEILING ? { ok: true, amount } : refuse({ code: 'amount-too-large' })
}

export type AmountOptions = {
  /** Digits after the point at most; by default the fewer, the larger the amount: 2 from 1,000, 4 from 1, else 6. */
  readonly maxDecimals?: number
  readonly rounding?: 'down' | 'up'
}

/** An amount as text for people, "1,234.5"; rounded down unless told; what rounds to nothing is "<0.000001". */
export function formatAmount(amount: bigint, decimals: number, options: AmountOptions = {}): string {
  const maxDecimals = Math.min(options.maxDecimals ?? chooseDecimals(amount, decimals), decimals)
  const least = 10n ** BigInt(decimals - maxDecimals)
  if (amount > 0n && amount < least) return `<${formatFixed(least, decimals, { maxDecimals })}`
  if (amount < 0n && amount > -least && options.rounding === 'up')
    return `>−${formatFixed(least, decimals, { maxDecimals })}`
  return formatFixed(amount, decimals, { maxDecimals, rounding: options.rounding, isGrouped: true })
}

/** "1,234.5 USDC" */
export function formatTokenAmount({ asset, amount }: AssetAmount, options?: AmountOptions): string {
  return `${formatAmount(amount, asset.decimals, options)} ${formatSymbol(asset)}`
}

/** Every digit, "10,000.123456 USDC": for what is signed. */
export function formatExactTokenAmount({ asset, amount }: AssetAmount): string {
  return `${formatFixed(amount, asset.decimals, { maxDecimals: asset.decimals, isGrouped: true })} ${formatSymbol(asset)}`
}

function chooseDecimals(amount: bigint, decimals: number): number {
  const unit = 10n ** BigInt(decimals)
  const size = amount < 0n ? -amount : amount
  if (size >= 1_000n * unit) return 2
  return size >= unit ? 4 : 6
}

function refuse(issue: Unjudged): ParsedAmount {
  return { ok: false, issue: { ...issue, severity: 'refusal', field: 'amount' } }
}
