import { type ReactNode, useDeferredValue, useMemo } from 'react'

type Props<Value> = {
  readonly value: Value
  /** Of the value alone, and the same function each time. */
  readonly draw: (value: Value) => ReactNode
}

/** Draws what may come a moment later, so that it is never in the way of what follows the finger. */
export function Deferred<Value>({ value, draw }: Props<Value>) {
  const settled = useDeferredValue(value)
  return useMemo(() => draw(settled), [settled, draw])
}
