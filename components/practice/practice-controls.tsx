'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useFirstMove } from '../../lib/queries/first-move'
import { usePracticeNetworks } from '../../lib/queries/practice'
import { WhenVisible } from '../ui/when-visible'

/** About as tall as the panel: nothing jumps when it comes. */
const PanelPlace = () => <div className="h-[43rem] sm:h-90 lg:h-70 xl:h-52" />
const PracticePanel = dynamic(() => import('./practice-panel').then((module) => module.PracticePanel), {
  loading: PanelPlace,
  ssr: false,
})

/** What only practice chains can do: move prices and time. Stands below the page, so that it covers nothing. */
export function PracticeControls() {
  const networks = usePracticeNetworks()
  const [isOpen, setOpen] = useState(true)
  const isSomebodyThere = useFirstMove()
  if (networks.length === 0) return null
  const panel = <PracticePanel networks={networks} />
  return (
    <section
      aria-label="Practice controls"
      id="practice-controls"
      className="border-line border-t bg-surface"
    >
      <div className="mx-auto w-full max-w-6xl px-4 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
          <h2 className="flex items-center gap-2 font-semibold text-sm">
            <span className="size-2 rotate-45 bg-accent" aria-hidden="true" />
            Practice controls
          </h2>
          <p className="order-last basis-full text-muted text-xs sm:order-none sm:basis-auto">
            The contracts are real, the tokens are not. Move prices and time to see what happens.
          </p>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="ml-auto min-h-8 rounded-lg px-2 font-medium text-accent text-sm hover:bg-raised"
          >
            {isOpen ? 'Hide' : 'Show'}
          </button>
        </div>
        {isOpen &&
          // fetched when somebody looks there, or could be about to
          (isSomebodyThere ? panel : <WhenVisible placeholder={<PanelPlace />}>{panel}</WhenVisible>)}
      </div>
    </section>
  )
}
