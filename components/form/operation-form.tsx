import type { ReactNode, Ref } from 'react'

type Props = {
  readonly operation: { readonly submit: (form: HTMLFormElement) => void }
  /** Names the form for assistive technology. */
  readonly label: string
  readonly className?: string
  readonly ref?: Ref<HTMLFormElement>
  readonly children: ReactNode
}

/** The form around an operation's fields: what is wrong is said by us and not by the browser. */
export function OperationForm({ operation, label, className, ref, children }: Props) {
  return (
    <form
      ref={ref}
      noValidate
      aria-label={label}
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        operation.submit(event.currentTarget)
      }}
    >
      {children}
    </form>
  )
}
