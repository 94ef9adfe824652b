'use client'

import { Button } from '../components/ui/button'

type Props = { readonly error: Error; readonly reset: () => void }

/** A fault of ours: says so, and that money is not where the fault is. */
export default function PageError({ error, reset }: Props) {
  return (
    <div role="alert" className="grid justify-items-start gap-4 py-12">
      <h1 className="font-semibold text-2xl">This page failed.</h1>
      <p className="max-w-prose text-muted">
        It is a fault of the page. Nothing was sent by it, and what you hold is on the chain, unchanged. A
        transaction you already confirmed in your wallet goes its way regardless.
      </p>
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
      <details className="w-full text-muted text-sm">
        <summary>What went wrong, for a report</summary>
        <pre className="mt-2 whitespace-pre-wrap break-all font-mono text-xs">{error.message}</pre>
      </details>
    </div>
  )
}
