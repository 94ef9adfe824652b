import { memo, useId } from 'react'

type Props = {
  /** What is explained: "Health factor". */
  readonly about: string
  readonly children: string
}

/**
 * An explanation on demand, by click, tap or key, in a popover: the browser keeps it above everything and inside
 * the window (`.info-tip` in `globals.css`), and closes it on Escape, on a click elsewhere and for the next one.
 * It stays while it is pointed at, and goes when the focus moves on. Left alone by figures that move beside it.
 */
export const InfoTip = memo(function InfoTip({ about, children }: Props) {
  const id = useId()
  return (
    <span className="info-tip-anchors inline-block align-middle">
      <button
        type="button"
        popoverTarget={id}
        onBlur={({ currentTarget: { popoverTargetElement: tip }, relatedTarget }) => {
          const isRead = relatedTarget === null || relatedTarget === tip
          if (tip instanceof HTMLElement && !isRead) tip.hidePopover()
        }}
        aria-label={`What is ${about}?`}
        className="info-tip-anchor -my-1 inline-flex size-6 cursor-pointer items-center justify-center rounded-full text-muted text-xs hover:text-ink"
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
        popover="auto"
        role="note"
        // A click into it, to select a word, moves the focus here and not away.
        tabIndex={-1}
        className="info-tip rounded-lg border border-line bg-surface p-3 text-left font-normal text-ink text-xs leading-relaxed shadow-lg"
      >
        {children}
      </span>
    </span>
  )
})
