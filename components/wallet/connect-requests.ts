import { useSyncExternalStore } from 'react'

let requests = 0
const listeners = new Set<() => void>()

/** Asks for the wallets' modal, which the button in the header opens: forms ask for it too. */
export function requestConnect(): void {
  requests += 1
  for (const listener of listeners) listener()
}

/** How often the modal was asked for since the page was loaded. */
export function useConnectRequests(): number {
  return useSyncExternalStore(
    subscribe,
    () => requests,
    () => 0,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
