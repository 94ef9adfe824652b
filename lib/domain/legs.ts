/** A position as it is expected to be at some point of its way; 1e18 = 1, null where nothing is owed or no equity left. */
export type Stop = { readonly leverageWad: bigint | null; readonly healthFactorWad: bigint | null }

/** The way to a goal in legs, of which a draft is the first: the others are planned anew when they come. */
export type Legs = {
  /** After each leg, in order, estimated. */
  readonly stops: readonly Stop[]
  /** What all legs after the first are expected to take. */
  readonly laterSignatures: number
}
