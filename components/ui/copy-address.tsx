import { useState } from 'react'
import { Button } from './button'

type Props = { readonly address: string; readonly size?: 'small' | 'medium' }

/** Puts an address into the clipboard, and says whether that was allowed: after the button, on a line of its own. */
export function CopyAddress({ address, size }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    )
  return (
    <>
      <Button size={size} onClick={() => void copy()}>
        Copy address
      </Button>
      {/* No role: what a page calls its status is another thing. */}
      <span aria-live="polite" className="order-last basis-full text-muted text-sm empty:hidden">
        {outcome === 'copied' && 'Address copied.'}
        {outcome === 'refused' && 'The browser did not allow copying: select the address above instead.'}
      </span>
    </>
  )
}
