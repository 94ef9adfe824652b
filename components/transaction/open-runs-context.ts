import { createContext, useContext } from 'react'

/** What stands beside the transaction in the dialog. */
export type OpenRuns = {
  /** Titles of the others that may still happen. */
  readonly others: readonly string[]
  /** Gives up on the one in the dialog. */
  readonly giveUp: () => void
}

export const OpenRunsContext = createContext<OpenRuns>({ others: [], giveUp: () => {} })

export function useOpenRuns(): OpenRuns {
  return useContext(OpenRunsContext)
}
