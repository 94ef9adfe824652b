import type { ReactNode } from 'react'

type Props = { readonly summary: ReactNode; readonly children: ReactNode }

export function Disclosure({ summary, children }: Props) {
  return (
    <details className="group rounded-lg border border-line">
      <summary className="flex min-h-10 cursor-pointer list-none items-center justify-between gap-3 px-3 text-sm marker:content-none">
        <span className="min-w-0">{summary}</span>
        <svg
          viewBox="0 0 16 16"
          className="size-4 flex-none text-muted transition-transform group-open:rotate-180"
          aria-hidden="true"
        >
          <path d="M3 6l5 5 5-5" fill="none" stroke="currentColor" strokeWidth="1.75" />
        </svg>
      </summary>
      <div className="border-line border-t px-3 py-3">{children}</div>
    </details>
  )
}
