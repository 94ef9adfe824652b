import { memo, useId, useState } from 'react'

type Props = {
  /** What is explained: "Health factor". */
  readonly about: string
  readonly children: string
}

/** An explanation on demand, by click, tap or key. Escape and leaving it close it. Left alone by figures that move beside it. */
export const InfoTip = memo(function InfoTip({ about, children }: Props) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="relative inline-block align-middle">
      <button
        type="button"
        aria-label={`What is ${about}?`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
        className="-my-1 inline-flex size-6 cursor-pointer items-center justify-center rounded-full text-muted text-xs hover:text-ink"
      >
        <span
          aria-hidden="true"
          className="inline-flex size-4 items-center justify-center rounded-full border border-line-strong text-[10px]"
        >
          ?
        </span>
      </button>
      <span
        id={id}
        role="note"
        hidden={!isOpen}
        className="absolute top-7 left-0 z-20 w-60 max-w-[70vw] whitespace-normal rounded-lg border border-line bg-surface p-3 text-left font-normal text-ink text-xs leading-relaxed shadow-lg"
      >
        {children}
      </span>
    </span>
  )
})
