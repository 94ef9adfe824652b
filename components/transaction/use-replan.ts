import { useCallback, useEffect, useRef } from 'react'
import type { TransactionRequest } from './transaction-context'

type Make = () => TransactionRequest | null

/**
 * A way to make the request anew from what its form knows by then, for a review that has become old. null where
 * that is refused by now, or the form is no longer on the page.
 */
export function useReplan(make: Make): Make {
  const latest = useRef<Make>(make)
  useEffect(() => {
    latest.current = make
    return () => {
      latest.current = () => null
    }
  })
  return useCallback(() => latest.current(), [])
}
