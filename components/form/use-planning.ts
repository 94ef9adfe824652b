import { useCallback, useMemo } from 'react'
import { makeTolerance, type ToleranceChoice } from '../../lib/plan/tolerance'
import type { Tolerance } from '../../lib/protocols/protocol'
import { estimateChainTime } from '../transaction/tolerance'
import { readTolerance, writeTolerance } from './read-tolerance'
import type { Subject } from './subject'
import { type Typed, typeInto } from './use-typed'

/**
 * Plans any choice of a form under the tolerance chosen there, whose deadline counts from the chain's own time. Asks
 * the chain nothing. `planUnder` is kept the same function while what it plans from is the same.
 */
export function usePlanning<Choice, Result>(
  { form, texts }: Typed,
  { markets, readAtMs }: Pick<Subject, 'markets' | 'readAtMs'>,
  planUnder: (choice: Choice, tolerance: Tolerance) => Result,
) {
  const { slippageBps, deadlineMinutes } = readTolerance(texts)
  // the same while it is the same, whatever else is typed: its fields are not drawn again then
  const tolerance = useMemo(() => ({ slippageBps, deadlineMinutes }), [slippageBps, deadlineMinutes])
  const setTolerance = useCallback(
    (choice: ToleranceChoice) => typeInto(form, writeTolerance(choice)),
    [form],
  )
  const { block } = markets
  const plan = useCallback(
    (choice: Choice): Result =>
      planUnder(choice, makeTolerance(estimateChainTime(block, readAtMs), tolerance)),
    [planUnder, block, readAtMs, tolerance],
  )
  return { plan, tolerance, setTolerance }
}
