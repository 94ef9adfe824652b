import { useCallback, useMemo } from 'react'
import { makeTolerance, type ToleranceChoice } from '../../lib/plan/tolerance'
import { estimateChainTime } from '../transaction/tolerance'
import { readTolerance, writeTolerance } from './read-tolerance'
import type { Subject } from './subject'
import { type Typed, typeInto } from './use-typed'

/**
 * What is tolerated, as it is chosen in a form. `toleranceNow` says it to a plan, with a deadline that counts from the
 * chain's own time; it is kept the same function while choice and block are the same. Asks the chain nothing.
 */
export function useTolerance(
  { form, texts }: Typed,
  { markets, readAtMs }: Pick<Subject, 'markets' | 'readAtMs'>,
) {
  const { slippageBps, deadlineMinutes } = readTolerance(texts)
  // the same while it is the same, whatever else is typed: its fields are not drawn again then
  const tolerance = useMemo(() => ({ slippageBps, deadlineMinutes }), [slippageBps, deadlineMinutes])
  const setTolerance = useCallback(
    (choice: ToleranceChoice) => typeInto(form, writeTolerance(choice)),
    [form],
  )
  const { block } = markets
  const toleranceNow = useCallback(
    () => makeTolerance(estimateChainTime(block, readAtMs), tolerance),
    [block, readAtMs, tolerance],
  )
  return { tolerance, setTolerance, toleranceNow }
}
