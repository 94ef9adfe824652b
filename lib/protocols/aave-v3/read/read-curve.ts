import type { Address } from '../../../domain/asset'
import type { Answers } from '../../batch/answers'
import type { Batch, Slot } from '../../batch/batch'
import type { RateCurve } from '../rates'

/** How a reserve's rates follow its use, as the newer line's one strategy keeps it for all reserves: it may change at any time. */
export function readNewerCurve(batch: Batch, strategy: Address, asset: Address) {
  const data = batch.call(strategy, 'getInterestRateData(address)', [asset])
  return ({ word, attempt }: Answers): RateCurve | null =>
    attempt(() => {
      const field = (at: number) => word(data, 'getInterestRateData(address)', at)
      return { kinkRay: field(0), baseRay: field(1), slope1Ray: field(2), slope2Ray: field(3) }
    }) ?? null
}

/** The same of the older line, where each reserve has a strategy of its own, which is replaced and not changed. */
export function readOlderCurve(batch: Batch, strategy: Slot) {
  const kink = batch.call(strategy, 'OPTIMAL_USAGE_RATIO()')
  const base = batch.call(strategy, 'getBaseVariableBorrowRate()')
  const slope1 = batch.call(strategy, 'getVariableRateSlope1()')
  const slope2 = batch.call(strategy, 'getVariableRateSlope2()')
  return ({ word, attempt }: Answers): RateCurve | null =>
    attempt(() => ({
      kinkRay: word(kink, 'OPTIMAL_USAGE_RATIO()'),
      baseRay: word(base, 'getBaseVariableBorrowRate()'),
      slope1Ray: word(slope1, 'getVariableRateSlope1()'),
      slope2Ray: word(slope2, 'getVariableRateSlope2()'),
    })) ?? null
}
