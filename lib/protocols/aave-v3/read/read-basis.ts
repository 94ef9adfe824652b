import { BPS, WAD } from '../../../domain/math'
import type { PriceBasis } from '../../../domain/oracle'
import type { Answers } from '../../batch/answers'
import type { Batch, Slot } from '../../batch/batch'

/** Beyond it, it is no word of these adapters: a growth in basis points, or a price with 8 decimals. */
const MOST_GROWTH_BPS = 2n ** 16n
const MOST_CAP_E8 = 2n ** 127n

/**
 * What a price's source says that it is made of, as the adapters of Aave's risk managers do: null where it says nothing of the
 * kind, and then nothing is known of it. Risk managers change caps a few times a year, so it is not asked each block.
 */
export function planBasis(batch: Batch, source: Slot): (answers: Answers) => PriceBasis | null {
  const growth = batch.call(source, 'getMaxYearlyGrowthRatePercent()')
  const cap = batch.call(source, 'getPriceCap()')
  // many feeds have a price; that and whoever may set it has only one that is fixed
  const price = batch.call(source, 'price()')
  const setter = batch.call(source, 'ACL_MANAGER()')
  return ({ word, attempt }) => {
    const growthBps = attempt(() => word(growth, 'getMaxYearlyGrowthRatePercent()'))
    if (growthBps !== undefined && growthBps < MOST_GROWTH_BPS) {
      return { kind: 'rate', mostYearlyGrowthWad: (growthBps * WAD) / BPS }
    }
    const capE8 = attempt(() => word(cap, 'getPriceCap()')) ?? 0n
    if (capE8 > 0n && capE8 < MOST_CAP_E8) return { kind: 'capped', capE8 }
    const isFixed = [price, setter].every((read) => attempt(() => word(read, 'a fixed price')) !== undefined)
    return isFixed ? { kind: 'fixed' } : null
  }
}
