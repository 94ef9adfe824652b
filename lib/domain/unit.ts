/**
 * What a protocol counts prices and values in, where that is not the dollar: ether, or an asset. Both have 8 decimals all the
 * same. Values of different units are never added up.
 */
export type Unit = {
  /** Tells it from others, and is the same wherever values may be added up: "ether", or a token's chain and address. */
  readonly id: string
  /** What values end with: "ETH". A token's own comes from its contract: show it as text, never trust it. */
  readonly symbol: string
}

export function isSameUnit(a: Unit | undefined, b: Unit | undefined): boolean {
  return a?.id === b?.id
}
