import { useId } from 'react'

type Props = { readonly value: string; readonly onChange: (value: string) => void }

/** Which pools are shown, where there are many. */
export function PoolSearch({ value, onChange }: Props) {
  const id = useId()
  return (
    <search>
      <label htmlFor={id} className="grid max-w-sm gap-1 text-muted text-xs">
        Search
        <input
          id={id}
          type="search"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          placeholder="Token or protocol"
          className="min-h-9 min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-ink text-sm placeholder:text-muted"
        />
      </label>
    </search>
  )
}
