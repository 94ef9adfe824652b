import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Client } from 'viem'
import { reasonOf } from '../../lib/execution/request-error'

/** What can be done to the practice chain: code that comes with the first request. */
type Practice = typeof import('../../lib/execution/practice')

export type PracticeRequest = {
  /** The control that asks: its error stands beside it. */
  readonly control: string
  /** Does it, and says in a sentence what happened. */
  readonly run: (client: Client, practice: Practice) => Promise<string>
}

export type PracticeAction = {
  readonly start: (request: PracticeRequest) => void
  /** The control whose request is under way. */
  readonly pendingControl: string | null
  readonly outcome: string
  readonly errorOf: (control: string) => string | null
}

/** One request to a practice chain at a time; after each, every figure on the page is read again. */
export function usePracticeAction(client: Client): PracticeAction {
  const queries = useQueryClient()
  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: async ({ run }: PracticeRequest) => run(client, await import('../../lib/execution/practice')),
    // Not awaited: what happened is known before every figure has been read again.
    onSettled: () => void queries.invalidateQueries(),
  })
  return {
    start: mutate,
    pendingControl: isPending ? variables.control : null,
    outcome: isPending ? '' : (data ?? ''),
    errorOf: (control) => (error && variables?.control === control ? reasonOf(error) : null),
  }
}
