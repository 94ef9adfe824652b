import { createContext, useContext } from 'react'
import type { RememberedRun } from '../../lib/execution/run-record'

/** What stands beside the transaction in the dialog. */
export type OpenRuns = {
  /** Titles of the others of this visit that may still happen. */
  readonly others: readonly string[]
  /** What visits before it have asked for that may still happen. */
  readonly earlier: readonly RememberedRun[]
  /** Gives up on the one in the dialog. */
  readonly giveUp: () => void
  /** Where an earlier visit has asked for the very same, and it may still happen: gives up on that. Else null. */
  readonly giveUpSame: (() => void) | null
}

export const OpenRunsContext = createContext<OpenRuns>({
  others: [],
  earlier: [],
  giveUp: () => {},
  giveUpSame: null,
})

export function useOpenRuns(): OpenRuns {
  return useContext(OpenRunsContext)
}
