import type { Announced, WalletInfo } from '../../lib/execution/wallet-core/announce-wallet'

/** How the page's half finds the wallet's half, and how it shows itself. Travels into the page as JSON. */
export type PageProviderSettings = {
  /** The exposed function that carries requests out of the page. */
  readonly binding: string
  /** The event on `window` that carries the wallet's events into the page. */
  readonly eventName: string
  readonly info: WalletInfo
}

export type PageAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } }

type Send = (request: { readonly method: string; readonly params: unknown }) => Promise<PageAnswer>

/**
 * Runs inside the page, before its own scripts: announces a wallet whose requests leave the page. Must stand
 * alone, as `announce` must: both are sent there as text.
 */
export function announceRemote(
  { binding, eventName, info }: PageProviderSettings,
  announce: (announced: Announced) => (event: string, payload: unknown) => void,
): void {
  const send: Send | undefined = Reflect.get(window, binding)
  const request: Announced['request'] = async ({ method, params }) => {
    const gone = { error: { code: 4900, message: 'The wallet is gone.' } }
    const answer = (await send?.({ method, params: params ?? [] })) ?? gone
    if ('result' in answer) return answer.result
    throw Object.assign(new Error(answer.error.message), { code: answer.error.code })
  }
  const emit = announce({ info, request })
  window.addEventListener(eventName, (message) => {
    if (message instanceof CustomEvent) emit(message.detail.event, message.detail.data)
  })
}
