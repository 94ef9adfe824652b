import type { ReactNode } from 'react'

type Props = {
  readonly id: string
  readonly label: string
  /** What is wrong with what was typed; stands beside the field and is announced with it. */
  readonly error?: string | null
  readonly hint?: ReactNode
  /** Stands at the end of the label's line: a balance, say. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Field({ id, label, error, hint, aside, children }: Props) {
  return (
    <div className="grid gap-1.5">
      <div className="flex min-h-6 items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {aside && <div className="text-muted text-xs tabular-nums">{aside}</div>}
      </div>
      {children}
      {hint && (
        <p id={hintIdOf(id)} className="text-muted text-xs">
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
    </div>
  )
}

/** Always in the page, so that what appears in it is announced. */
function FieldError({ id, error }: { readonly id: string; readonly error: string | null | undefined }) {
  return (
    <p
      id={errorIdOf(id)}
      aria-live="polite"
      className={error ? 'flex gap-1.5 text-danger text-sm' : 'sr-only'}
    >
      {error && (
        <>
          <span aria-hidden="true">▲</span>
          {error}
        </>
      )}
    </p>
  )
}

export function describedBy(
  id: string,
  has: { readonly error: boolean; readonly hint: boolean },
): string | undefined {
  return [has.error && errorIdOf(id), has.hint && hintIdOf(id)].filter(Boolean).join(' ') || undefined
}

function errorIdOf(id: string): string {
  return `${id}-error`
}

function hintIdOf(id: string): string {
  return `${id}-hint`
}
