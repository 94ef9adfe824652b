import type { NetExposure } from '../domain/exposure'
import { abs, ceilDiv } from '../domain/math'
import type { Unit } from '../domain/unit'
import { formatSymbol } from './symbol'
import { formatValue } from './value'

/** Less than this part of the collateral is said to hardly matter: rounding and dust, no bet. */
const NEGLIGIBLE_DIVISOR = 200n

/** "You lose if WETH falls: about $150.00 for each 1%." What a position bets on, asset by asset. */
export function formatExposure(
  { asset, valueE8 }: NetExposure,
  collateralValueE8: bigint,
  unit?: Unit,
): string {
  const symbol = formatSymbol(asset)
  if (abs(valueE8) * NEGLIGIBLE_DIVISOR <= collateralValueE8) return `It hardly matters how ${symbol} moves.`
  const perPercent = formatValue(ceilDiv(abs(valueE8), 100n), { rounding: 'up', unit })
  return `You lose if ${symbol} ${valueE8 > 0n ? 'falls' : 'rises'}: about ${perPercent} for each 1%.`
}
