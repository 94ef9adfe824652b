import { useMutationState } from '@tanstack/react-query'
import { isRefusal } from '../../../lib/execution/request-error'

/** Says that the wallet declined: RainbowKit's modal only offers to try again. Gone with the next try. */
export function ConnectRefusal() {
  const errors = useMutationState({
    // The key that wagmi gives every connection it makes, RainbowKit's among them.
    filters: { mutationKey: ['connect'] },
    select: (mutation) => mutation.state.error,
  })
  const last = errors.at(-1)
  const isRefused = last != null && isRefusal(last)
  return (
    <p
      role="status"
      className={
        isRefused
          ? 'absolute top-full right-4 mt-2 max-w-xs rounded-lg border border-line bg-raised px-3 py-2 text-sm sm:right-6'
          : 'sr-only'
      }
    >
      {isRefused && 'The wallet declined the connection. Nothing was shared.'}
    </p>
  )
}
