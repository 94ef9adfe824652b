import { ceilDiv, floorDiv } from '../domain/math'

export type DecimalOptions = {
  /** Digits after the point at most; what is beyond is rounded. */
  readonly maxDecimals: number
  /** Digits after the point at least, filled with zeros. */
  readonly minDecimals?: number
  /** `down` is towards −∞, `up` towards +∞. */
  readonly rounding?: 'down' | 'up'
  /** Thousands separated by commas, and a real minus sign: for people, not for `data-value`. */
  readonly isGrouped?: boolean
}

/**
 * Full-precision decimal string of an amount with so many decimals, for `data-value` and for reading
 * back: no grouping, no trailing zeros, ASCII minus.
 */
export function formatDecimal(amount: bigint, decimals: number): string {
  return formatFixed(amount, decimals, { maxDecimals: decimals })
}

/** Decimal text of an amount with so many decimals, rounded to `maxDecimals`. Bigint to text without a number between. */
export function formatFixed(amount: bigint, decimals: number, options: DecimalOptions): string {
  const { maxDecimals, minDecimals = 0, rounding = 'down', isGrouped = false } = options
  const kept = Math.min(maxDecimals, decimals)
  const unit = 10n ** BigInt(decimals - kept)
  const rounded = rounding === 'down' ? floorDiv(amount, unit) : ceilDiv(amount, unit)
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(kept + 1, '0')
  const whole = digits.slice(0, digits.length - kept)
  const fraction = digits
    .slice(digits.length - kept)
    .replace(/0+$/, '')
    .padEnd(minDecimals, '0')
  const minus = isGrouped ? '−' : '-'
  return `${rounded < 0n ? minus : ''}${isGrouped ? group(whole) : whole}${fraction ? `.${fraction}` : ''}`
}

/** Whether rounding takes what is less than the last digit to 0, and not away from it. */
export function isCutTo0(amount: bigint, rounding: 'down' | 'up'): boolean {
  return rounding === 'down' ? amount > 0n : amount < 0n
}

function group(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',')
}
