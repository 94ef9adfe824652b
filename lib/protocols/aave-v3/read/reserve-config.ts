/** What governance has set of a reserve. Ratios in basis points, caps in whole tokens; 0 where there is none. */
export type ReserveConfig = {
  readonly ltvBps: bigint
  readonly thresholdBps: bigint
  /** What a liquidator gets for what they repay, 10,500 a twentieth more, and the protocol's part of what is more. */
  readonly bonusBps: bigint
  readonly protocolFeeBps: bigint
  readonly decimals: number
  readonly isActive: boolean
  readonly isFrozen: boolean
  readonly isPaused: boolean
  readonly isBorrowable: boolean
  readonly isBorrowableInIsolation: boolean
  /** Who owes it owes nothing else. */
  readonly isSiloed: boolean
  readonly reserveFactorBps: bigint
  readonly borrowCap: bigint
  readonly supplyCap: bigint
  /** The one category that it is in; the older line's alone. */
  readonly eMode: number
  /** The most that all who use it as collateral may owe together, in dollars with two decimals: it is then their only one. */
  readonly debtCeiling: bigint
}

/** `DataTypes.ReserveConfigurationMap`, which both lines lay out the same way. */
export function decodeReserveConfig(bitmap: bigint): ReserveConfig {
  const bits = (from: bigint, count: bigint) => (bitmap >> from) & ((1n << count) - 1n)
  const flag = (at: bigint) => bits(at, 1n) === 1n
  return {
    ltvBps: bits(0n, 16n),
    thresholdBps: bits(16n, 16n),
    bonusBps: bits(32n, 16n),
    protocolFeeBps: bits(152n, 16n),
    decimals: Number(bits(48n, 8n)),
    isActive: flag(56n),
    isFrozen: flag(57n),
    isBorrowable: flag(58n),
    isPaused: flag(60n),
    isBorrowableInIsolation: flag(61n),
    isSiloed: flag(62n),
    reserveFactorBps: bits(64n, 16n),
    borrowCap: bits(80n, 36n),
    supplyCap: bits(116n, 36n),
    eMode: Number(bits(168n, 8n)),
    debtCeiling: bits(212n, 40n),
  }
}
