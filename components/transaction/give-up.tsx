import { useState } from 'react'
import { Button } from '../ui/button'

/** Ends the waiting for something that may still happen: its risk is read before the second button is pressed. */
export function GiveUp({ onGiveUp }: { readonly onGiveUp: () => void }) {
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked) {
    return (
      <Button size="small" variant="quiet" onClick={() => setIsAsked(true)}>
        Give up
      </Button>
    )
  }
  return (
    <div className="grid w-full gap-2 rounded-lg border border-warn bg-warn-soft p-3 text-sm">
      <p>
        Giving up takes nothing back: the wallet may still send this, and the chain may still include it.
        Reject or cancel it in the wallet first if you can. If you do the same again, it may happen twice.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={onGiveUp}>
          Give up knowing this
        </Button>
        <Button size="small" variant="quiet" onClick={() => setIsAsked(false)}>
          Go on waiting
        </Button>
      </div>
    </div>
  )
}
