import type { Address } from '../../../domain/asset'
import { orderPair, type Pair } from '../venues/uniswap-v3/read'
import { chooseEMode, type EModeTerms, type ReserveTerms } from './terms'

type Listed = ReserveTerms & { readonly underlying: Address }

/** Each two assets of which one may be owed against the other, once. */
export function listFarmPairs(reserves: readonly Listed[], eModes: readonly EModeTerms[]): readonly Pair[] {
  const mayBe = (collateral: Listed, debt: Listed) => chooseEMode(eModes, collateral, debt) !== undefined
  return reserves.flatMap((one, index) =>
    reserves.slice(index + 1).flatMap((other) => {
      const isFarm = mayBe(one, other) || mayBe(other, one)
      return isFarm ? [orderPair(one.underlying, other.underlying)] : []
    }),
  )
}
