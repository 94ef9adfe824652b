import type { ReactNode } from 'react'

const TONES = { danger: 'border-danger bg-danger-soft', warning: 'border-warn bg-warn-soft' } as const

/** A strip across the page, announced when it appears. */
export function Banner({
  tone,
  children,
}: {
  readonly tone: keyof typeof TONES
  readonly children: ReactNode
}) {
  return (
    <div role="alert" className={`border-b ${TONES[tone]}`}>
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm sm:px-6">
        {children}
      </div>
    </div>
  )
}
