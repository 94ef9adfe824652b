import type { FeedToken } from '../farm-tokens'

/** A reserve as its governance would vote on it. Ratios in basis points; amounts in whole tokens, caps 0 where there are none. */
export type ReservePlan = {
  readonly token: FeedToken
  /** Loan-to-value, liquidation threshold, and what a liquidator gets of what they pay, 10,500 for 5 % more. All 0: no collateral. */
  readonly collateral: readonly [ltv: number, threshold: number, bonus: number]
  /** Utilisation at the kink, and yearly rates: at none, added up to the kink, added from there to full use. */
  readonly rates: readonly [kink: number, base: number, slope1: number, slope2: number]
  readonly reserveFactor: number
  readonly isBorrowable: boolean
  readonly supplyCap: number
  readonly borrowCap: number
  /** What lenders have brought, and what others have borrowed of it. */
  readonly supplied: string
  readonly borrowed: string
  /** The most that all who use it as collateral may owe together, in USD: it is then their only one. */
  readonly debtCeilingUsd?: number
  readonly isBorrowableInIsolation?: boolean
  /** Who owes it owes nothing else. */
  readonly isSiloed?: boolean
  readonly state?: 'frozen' | 'paused'
}

/** Assets whose prices move together, with a loan-to-value of their own. */
export type EModePlan = {
  readonly id: number
  readonly label: string
  readonly terms: ReservePlan['collateral']
  readonly collaterals: readonly FeedToken[]
  readonly borrowables: readonly FeedToken[]
}

export type LendingMarketPlan = {
  readonly reserves: readonly ReservePlan[]
  readonly eModes: readonly EModePlan[]
  readonly liquidationProtocolFee: number
}

export const uncapped = { supplyCap: 0, borrowCap: 0 }
export const dollarRates = [9_200, 0, 550, 3_500] as const
export const etherRates = [9_000, 0, 270, 8_000] as const
export const stakedRates = [8_000, 0, 100, 8_500] as const
export const noCollateral = [0, 0, 0] as const
