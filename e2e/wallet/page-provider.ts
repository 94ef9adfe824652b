/** How the page's half finds the wallet's half, and how it shows itself. Travels into the page as JSON. */
export type PageProviderSettings = {
  /** The exposed function that carries requests out of the page. */
  readonly binding: string
  /** The event on `window` that carries the wallet's events into the page. */
  readonly eventName: string
  readonly info: {
    readonly uuid: string
    readonly name: string
    readonly icon: string
    readonly rdns: string
  }
}

export type PageAnswer =
  | { readonly result: unknown }
  | { readonly error: { code: number; message: string; data?: unknown } }

/**
 * Runs inside the page, before its own scripts: announces an EIP-6963 wallet whose requests leave the page.
 * Must stand alone: it is sent there as text.
 */
export function announceProvider(settings: PageProviderSettings): void {
  const listeners = new Map<string, Set<(data: unknown) => void>>()
  const send = (window as unknown as Record<string, (request: object) => Promise<PageAnswer>>)[
    settings.binding
  ]

  const provider = {
    request: async ({ method, params }: { method: string; params?: unknown }) => {
      const answer = await send?.({ method, params: params ?? [] })
      if (answer && 'result' in answer) return answer.result
      const { code, message, data } = answer?.error ?? {
        code: 4900,
        message: 'The wallet is gone.',
        data: undefined,
      }
      throw Object.assign(new Error(message), { code, data })
    },
    on: (event: string, listener: (data: unknown) => void) => {
      const known = listeners.get(event) ?? new Set()
      listeners.set(event, known.add(listener))
      return provider
    },
    removeListener: (event: string, listener: (data: unknown) => void) => {
      listeners.get(event)?.delete(listener)
      return provider
    },
  }

  window.addEventListener(settings.eventName, (message) => {
    const { event, data } = (message as CustomEvent<{ event: string; data: unknown }>).detail
    for (const listener of listeners.get(event) ?? []) listener(data)
  })
  const announce = () => {
    const detail = Object.freeze({ info: Object.freeze(settings.info), provider })
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  }
  window.addEventListener('eip6963:requestProvider', announce)
  announce()
}
