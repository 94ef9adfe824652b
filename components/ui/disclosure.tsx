import type { ReactNode } from 'react'

type Props = {
  readonly summary: ReactNode
  readonly children: ReactNode
  /** Where somebody else remembers it, to show what is inside only when it is asked for. */
  readonly isOpen?: boolean
  readonly onToggle?: (isOpen: boolean) => void
}

export function Disclosure({ summary, children, isOpen, onToggle }: Props) {
  return (
    <details
      open={isOpen}
      onToggle={(event) => event.target === event.currentTarget && onToggle?.(event.currentTarget.open)}
      className="group rounded-lg border border-line"
    >
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
