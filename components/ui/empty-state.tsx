import type { ReactNode } from 'react'

type Props = {
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
  readonly isAlert?: boolean
}

/** Nothing to show: why, and what to do next. */
export function EmptyState({ title, children, action, isAlert = false }: Props) {
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className="grid justify-items-center gap-3 rounded-xl border border-line border-dashed px-4 py-12 text-center"
    >
      <h2 className="font-semibold text-lg">{title}</h2>
      <div className="max-w-prose text-muted text-sm">{children}</div>
      {action}
    </div>
  )
}
