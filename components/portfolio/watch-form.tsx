import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { readAddress } from '../../lib/format/typed-address'
import { Button } from '../ui/button'
import { describedBy, Field } from '../ui/field'

/** Shows any account's positions: the address goes into the page's own link, so that it can be kept and shared. */
export function WatchForm() {
  const id = useId()
  const router = useRouter()
  const [error, setError] = useState<string | null>(null)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const address = readAddress(String(new FormData(event.currentTarget).get('address') ?? ''))
    if (!address) {
      setError('Enter an address: 0x and 40 hexadecimal digits after it.')
      return
    }
    setError(null)
    router.push(`/portfolio?address=${address}`)
  }

  return (
    <form onSubmit={submit} noValidate>
      <Field id={id} label="Watch an account" error={error}>
        <div className="flex gap-2">
          <input
            id={id}
            name="address"
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder="0x…"
            aria-invalid={error !== null}
            aria-describedby={describedBy(id, { error: error !== null, hint: false })}
            className={`min-h-9 min-w-0 flex-1 rounded-lg border bg-background px-3 font-mono text-sm placeholder:text-muted ${error ? 'border-danger' : 'border-line-strong'}`}
          />
          <Button type="submit">Watch</Button>
        </div>
      </Field>
    </form>
  )
}
