'use client'

import { useState } from 'react'
import { type PracticeNetwork, usePracticeNetworks } from '../../lib/queries/practice'
import { useLater } from '../../lib/queries/use-later'
import { Skeleton } from '../ui/skeleton'

/** About as tall as the panel: nothing jumps when it comes. */
const PanelPlace = () => (
  <div className="h-[43rem] pb-4 sm:h-90 lg:h-70 xl:h-52">
    <Skeleton className="h-full w-full rounded-lg" />
  </div>
)
const NAME = ['practice panel'] as const
const loadPanel = async () => (await import('./practice-panel')).PracticePanel

/** What only practice chains can do: move prices and time. Stands below the page, so that it covers nothing. */
export function PracticeControls() {
  const networks = usePracticeNetworks()
  return networks.length > 0 && <Controls networks={networks} />
}

function Controls({ networks }: { readonly networks: readonly PracticeNetwork[] }) {
  const [isOpen, setOpen] = useState(true)
  // nobody uses it without a move, and on a short page it would come before the first figures
  const Panel = useLater(NAME, loadPanel)
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
        {isOpen && (Panel ? <Panel networks={networks} /> : <PanelPlace />)}
      </div>
    </section>
  )
}
