import type { ReactNode } from 'react'

type Props = {
  readonly title?: string
  /** What the region is called by whoever cannot see it; no region where left out. */
  readonly label?: string
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

export function Card({ title, label, aside, className = '', children }: Props) {
  return (
    <section
      aria-label={label}
      className={`rounded-xl border border-line bg-surface p-4 sm:p-5 ${className}`}
    >
      {title && (
        <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 className="font-semibold text-base">{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}
