import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

type Tab = { readonly id: string; readonly label: string; readonly panel: ReactNode }

type Props = {
  readonly label: string
  readonly tabs: readonly Tab[]
  /** The first tab where it is none of them. */
  readonly chosenId: string | undefined
  readonly onChoose: (id: string) => void
}

/** Tabs as ARIA describes them: arrow keys, Home and End move between them, Tab goes into the panel. */
export function Tabs({ label, tabs, chosenId, onChoose }: Props) {
  const baseId = useId()
  const buttons = useRef(new Map<string, HTMLButtonElement>())
  const current = tabs.find((tab) => tab.id === chosenId) ?? tabs[0]
  if (!current) return null

  const onKeyDown = (event: KeyboardEvent) => {
    const index = tabs.indexOf(current)
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    const tab = tabs[(next + tabs.length) % tabs.length]
    if (!tab) return
    event.preventDefault()
    onChoose(tab.id)
    buttons.current.get(tab.id)?.focus()
  }

  return (
    <div>
      <div role="tablist" aria-label={label} className="flex flex-wrap gap-x-1 border-line border-b">
        {tabs.map((tab) => (
          <button
            key={tab.id}
            ref={(button) => {
              if (button) buttons.current.set(tab.id, button)
              else buttons.current.delete(tab.id)
            }}
            type="button"
            role="tab"
            id={`${baseId}-${tab.id}`}
            aria-selected={tab === current}
            aria-controls={`${baseId}-${tab.id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onChoose(tab.id)}
            onKeyDown={onKeyDown}
            className={`-mb-px min-h-10 cursor-pointer border-b-2 px-3 font-medium text-sm ${tab === current ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink'}`}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${baseId}-${current.id}-panel`}
        aria-labelledby={`${baseId}-${current.id}`}
        className="pt-4"
      >
        {current.panel}
      </div>
    </div>
  )
}
