'use client'

import { useState } from 'react'
import { usePractice } from '../../lib/queries/practice'
import { ChainActions } from './chain-actions'
import { PriceForm } from './price-form'
import { usePracticeAction } from './use-practice-action'

/** What only a practice chain can do: move prices and time. Stands below the page, so that it covers nothing. */
export function PracticeControls() {
  const { data: practice } = usePractice()
  const [isOpen, setOpen] = useState(true)
  const action = usePracticeAction()
  if (!practice) return null
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
        {isOpen && (
          <div className="grid gap-4 pb-4">
            <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
              {practice.assets.map((asset) => (
                <PriceForm key={asset.address} asset={asset} action={action} />
              ))}
            </div>
            <ChainActions action={action} />
          </div>
        )}
        <p role="status" className="pb-3 text-sm empty:hidden">
          {action.outcome}
        </p>
      </div>
    </section>
  )
}
