/** How a wallet shows itself to whoever lists wallets (EIP-6963). */
export type WalletInfo = {
  readonly uuid: string
  readonly name: string
  readonly icon: string
  readonly rdns: string
}

export type Announced = {
  readonly info: WalletInfo
  readonly request: (request: { readonly method: string; readonly params?: unknown }) => Promise<unknown>
}

/**
 * Offers a wallet on this page by EIP-6963, as a provider of EIP-1193, and answers what tells the page its events.
 * It stands alone: tests send it into a page as text.
 */
export function announceWallet({ info, request }: Announced): (event: string, payload: unknown) => void {
  type Listener = (payload: unknown) => void
  const listeners = new Map<string, Set<Listener>>()
  const provider = {
    request,
    on: (event: string, listener: Listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
      return provider
    },
    removeListener: (event: string, listener: Listener) => {
      listeners.get(event)?.delete(listener)
      return provider
    },
  }
  const detail = Object.freeze({ info: Object.freeze(info), provider })
  const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  window.addEventListener('eip6963:requestProvider', announce)
  announce()
  return (event, payload) => {
    for (const listener of listeners.get(event) ?? []) listener(payload)
  }
}
