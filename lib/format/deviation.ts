import { abs, BPS, max } from '../domain/math'

const DECIMALS = 40

/**
 * Whether one figure is further from another than so many basis points of the larger. Figures as `data-value`
 * has them; what is no number (nothing, infinity) is either the same or beyond.
 */
export function isDeviationOver(promised: string, actual: string, toleranceBps: bigint): boolean {
  if (promised === actual) return false
  const [a, b] = [scale(promised), scale(actual)]
  if (a === null || b === null) return true
  return abs(a - b) * BPS > max(abs(a), abs(b)) * toleranceBps
}

function scale(decimal: string): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return null
  const [, minus, whole = '', fraction = ''] = match
  const scaled = BigInt(whole + fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'))
  return minus ? -scaled : scaled
}
