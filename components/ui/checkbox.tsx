import type { ReactNode } from 'react'

type Props = {
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly children: ReactNode
}

export function Checkbox({ isChecked, onChange, children }: Props) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-2 text-sm">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-5 flex-none accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
