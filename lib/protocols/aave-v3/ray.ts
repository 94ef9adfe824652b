import { BPS, RAY } from '../../domain/math'

/** Aave's own roundings to the nearest, half up, of `WadRayMath` and `PercentageMath`. */
export function rayMul(a: bigint, b: bigint): bigint {
  return (a * b + RAY / 2n) / RAY
}

export function rayDiv(a: bigint, b: bigint): bigint {
  return (a * RAY + b / 2n) / b
}

export function percentDiv(value: bigint, bps: bigint): bigint {
  return (value * BPS + bps / 2n) / bps
}

export function percentMul(value: bigint, bps: bigint): bigint {
  return (value * bps + BPS / 2n) / BPS
}
