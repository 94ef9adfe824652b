import { useId } from 'react'

type Props<Value extends string> = {
  readonly legend: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[]
}

/** One of a few, all of them in sight with what they mean. */
export function RadioGroup<Value extends string>({ legend, value, onChange, options }: Props<Value>) {
  const name = useId()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="flex gap-2">
          <input
            id={`${name}-${option.value}`}
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-describedby={option.hint && `${name}-${option.value}-hint`}
            className="mt-0.5 size-5 flex-none cursor-pointer accent-accent"
          />
          <div className="min-w-0 text-sm">
            <label htmlFor={`${name}-${option.value}`} className="block min-h-6 cursor-pointer">
              {option.label}
            </label>
            {option.hint && (
              <p id={`${name}-${option.value}-hint`} className="text-muted text-xs">
                {option.hint}
              </p>
            )}
          </div>
        </div>
      ))}
    </fieldset>
  )
}
