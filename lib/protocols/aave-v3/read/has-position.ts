import type { RawHolder } from './raw'

/** Whether an account has anything to do with the pool. */
export function hasPosition({ scaledSupplies, scaledDebts }: RawHolder): boolean {
  return [...scaledSupplies, ...scaledDebts].some((scaled) => scaled > 0n)
}
