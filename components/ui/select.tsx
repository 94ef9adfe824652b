import type { SelectHTMLAttributes } from 'react'

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> & {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** A native select, whose role is combobox. Its label comes from outside, or from `aria-label`. */
export function Select({ options, onChange, className = '', ...props }: Props) {
  return (
    <select
      {...props}
      onChange={(event) => onChange(event.target.value)}
      className={`min-h-9 max-w-full cursor-pointer rounded-lg border border-line-strong bg-background px-2 text-ink text-sm ${className}`}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
