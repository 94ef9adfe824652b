'use client'

import { useSyncExternalStore } from 'react'
import { chooseTheme, readTheme, subscribeToTheme, themeChoices } from './theme'

const SHAPES = {
  system: 'M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3',
  light:
    'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  dark: 'M13.5 9.6A6 6 0 016.4 2.5a6 6 0 107.1 7.1z',
} as const

const NAMES = { system: 'System', light: 'Light', dark: 'Dark' } as const

/** One button that goes round: system, light, dark. */
export function ThemeSwitch() {
  const choice = useSyncExternalStore(subscribeToTheme, readTheme, () => 'system' as const)
  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? 'system'
  return (
    <button
      type="button"
      aria-label={`Theme: ${NAMES[choice]}. Switch to ${NAMES[next]}`}
      title={`Theme: ${NAMES[choice]}`}
      onClick={() => chooseTheme(next)}
      className="inline-flex size-9 flex-none items-center justify-center rounded-lg text-muted transition-colors hover:bg-raised hover:text-ink"
    >
      <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
        <path
          d={SHAPES[choice]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  )
}
