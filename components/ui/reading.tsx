import type { ReactNode } from 'react'

/** Stands where a page will be, as tall as that, while something of it is read from the chain. */
export function Reading({ what, children }: { readonly what: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-6" aria-busy="true">
      <p className="sr-only" role="status">
        Reading {what} from the chain…
      </p>
      {children}
    </div>
  )
}
