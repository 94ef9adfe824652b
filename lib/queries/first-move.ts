import { useSyncExternalStore } from 'react'

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll'] as const

let hasMoved = false

/** Whether the visitor has moved, touched, scrolled or typed anything since the page was loaded. */
export function useFirstMove(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => hasMoved,
    () => false,
  )
}

function subscribe(onChange: () => void): () => void {
  const stop = () => {
    for (const sign of SIGNS) window.removeEventListener(sign, note)
  }
  const note = () => {
    hasMoved = true
    stop()
    onChange()
  }
  if (!hasMoved) for (const sign of SIGNS) window.addEventListener(sign, note, { passive: true })
  return stop
}
