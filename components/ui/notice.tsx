import type { ReactNode } from 'react'

type Tone = 'refusal' | 'danger' | 'warning' | 'info' | 'success'

type Props = {
  readonly tone: Tone
  readonly title?: string
  readonly children?: ReactNode
  /** Announced at once when it appears. */
  readonly isAlert?: boolean
}

const TONES: Record<
  Tone,
  { readonly word: string; readonly box: string; readonly ink: string; readonly shape: string }
> = {
  refusal: {
    word: 'Not possible',
    box: 'border-danger bg-danger-soft',
    ink: 'text-danger',
    shape: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  },
  danger: {
    word: 'In danger',
    box: 'border-danger bg-danger-soft',
    ink: 'text-danger',
    shape: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  },
  warning: { word: 'Warning', box: 'border-warn bg-warn-soft', ink: 'text-warn', shape: 'M8 1l7.5 14H.5z' },
  info: {
    word: 'Note',
    box: 'border-line bg-raised',
    ink: 'text-muted',
    shape: 'M8 0a8 8 0 100 16A8 8 0 008 0z',
  },
  success: {
    word: 'Done',
    box: 'border-ok bg-ok-soft',
    ink: 'text-ok',
    shape: 'M8 0a8 8 0 100 16A8 8 0 008 0z',
  },
}

/** Shape, word and colour say the same. */
export function Notice({ tone, title, children, isAlert = false }: Props) {
  const { word, box, ink, shape } = TONES[tone]
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={`flex gap-2.5 rounded-lg border px-3 py-2.5 text-sm ${box}`}
    >
      <svg viewBox="0 0 16 16" className={`mt-0.5 size-4 flex-none ${ink}`} aria-hidden="true">
        <path d={shape} fill="currentColor" />
        {tone === 'success' ? (
          <path d="M4.5 8.5l2.5 2.5 4.5-5.5" fill="none" stroke="var(--color-surface)" strokeWidth="1.75" />
        ) : (
          <path
            d={tone === 'info' ? 'M8 7v5M8 4v1.5' : 'M8 5v4.5M8 11v1.5'}
            stroke="var(--color-surface)"
            strokeWidth="1.75"
          />
        )}
      </svg>
      <div className="min-w-0 flex-1 break-words">
        <span className={`font-semibold ${ink}`}>{title ? `${word}: ${title}. ` : `${word}: `}</span>
        {children}
      </div>
    </div>
  )
}
