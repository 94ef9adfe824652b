import type { Address } from '../../../domain/asset'
import type { Passage } from './venue'

/** The passages of a pool that turns either of two tokens into the other. */
export function bothWays(a: Address, b: Address, index: number): readonly Passage[] {
  return [
    { from: a, to: b, index },
    { from: b, to: a, index },
  ]
}
