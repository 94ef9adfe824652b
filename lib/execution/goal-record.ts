import type { Address } from '../domain/asset'
import type { Goal } from '../domain/goal'
import type { Carried } from '../domain/intent'

/** What the leg that is on its way moves through the wallet. */
export type Passing = {
  readonly asset: Address
  readonly to: Carried['to']
  /** What the wallet has of it that is not of this leg. */
  readonly baseline: bigint
  /** As much as the leg brings of it. */
  readonly most: bigint
}

/** A goal of one account with one protocol: it holds one position, so it has one at the most. */
export type RememberedGoal = {
  readonly chainId: number
  readonly owner: Address
  readonly protocol: string
  readonly goal: Goal
  /** Empty between two legs. */
  readonly passing: readonly Passing[]
  /** When it was last gone on with, by this computer's clock. */
  readonly sinceMs: number
}

/** Whose goal it is. */
export type GoalPlace = Pick<RememberedGoal, 'chainId' | 'owner' | 'protocol'>
