import { useCallback, useState } from 'react'
import { DEFAULT_TOLERANCE, makeTolerance } from '../../lib/plan/tolerance'
import type { Tolerance } from '../../lib/protocols/protocol'
import { estimateChainTime } from '../transaction/tolerance'
import type { Subject } from './subject'

/**
 * Plans any choice of a form under the tolerance chosen there, whose deadline counts from the chain's own time. Asks
 * the chain nothing. `planUnder` is kept the same function while what it plans from is the same.
 */
export function usePlanning<Choice, Result>(
  { markets, readAtMs }: Pick<Subject, 'markets' | 'readAtMs'>,
  planUnder: (choice: Choice, tolerance: Tolerance) => Result,
) {
  const [tolerance, setTolerance] = useState(DEFAULT_TOLERANCE)
  const { block } = markets
  const plan = useCallback(
    (choice: Choice): Result =>
      planUnder(choice, makeTolerance(estimateChainTime(block, readAtMs), tolerance)),
    [planUnder, block, readAtMs, tolerance],
  )
  return { plan, tolerance, setTolerance }
}
