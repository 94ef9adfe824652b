import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Address } from 'viem'
import { announceWallet } from '../../lib/execution/wallet-core/announce-wallet'
import { describeWalletError } from '../../lib/execution/wallet-core/wallet-error'
import { announceRemote, type PageAnswer, type PageProviderSettings } from './page-provider'
import { createWalletEngine, type WalletRequest, type WalletSettings } from './wallet-engine'

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#555"/></svg>',
)}`

export const TEST_WALLET_NAME = 'Test wallet'

/** What a test can see of its wallet, and tell it to do. Everything told is for the next such request alone. */
export type TestWallet = {
  readonly address: Address
  /** Every request so far, in order. */
  readonly log: readonly WalletRequest[]
  readonly requestsOf: (method: string) => readonly WalletRequest[]
  /** The person says no: 4001, after a moment. */
  readonly refuseNext: (method: string) => void
  /** wagmi asks for permissions before it asks for accounts: refusing a connection means refusing that. */
  readonly refuseConnection: () => void
  /** The person does not answer; what comes back lets them answer after all. */
  readonly stallNext: (method: string) => () => void
  /** The person lowers the amount of the next approval. */
  readonly editNextAllowance: (amount: bigint) => void
  /** From now on it sends, and answers "ok" instead of a hash. */
  readonly answerNonsense: () => void
  /** The chain that it is on now. */
  readonly chainId: () => number
  /** The person switches the chain inside the wallet. */
  readonly switchChain: (chainId: number) => Promise<void>
  /** The person locks the wallet: the page sees no account until it connects again. */
  readonly lock: () => Promise<void>
  /** The person chooses another account inside the wallet, which signs nothing. */
  readonly chooseAccount: (account: Address) => Promise<void>
}

/**
 * Gives every page of this page's context a wallet that announces itself by EIP-6963, signs with
 * `privateKey` and sends to `rpcUrl`. Call it before the first `goto`; it stays connected over reloads.
 */
export async function installTestWallet(page: Page, settings: WalletSettings): Promise<TestWallet> {
  const context = page.context()
  const uuid = randomUUID()
  const id = uuid.replaceAll('-', '')
  const provider: PageProviderSettings = {
    binding: `testWallet${id}`,
    eventName: `test-wallet-${id}`,
    info: { uuid, name: TEST_WALLET_NAME, icon: ICON, rdns: 'test.furrow.wallet' },
  }

  const emit = async (event: string, data: unknown) => {
    const { eventName } = provider
    const dispatch = (message: { eventName: string; event: string; data: unknown }) => {
      window.dispatchEvent(new CustomEvent(message.eventName, { detail: message }))
    }
    // A page that is being left takes no events, and needs none.
    await Promise.all(
      context.pages().map((open) => open.evaluate(dispatch, { eventName, event, data }).catch(() => {})),
    )
  }
  const engine = createWalletEngine(settings, emit)

  await context.exposeFunction(provider.binding, async (request: WalletRequest): Promise<PageAnswer> => {
    try {
      return { result: (await engine.handle(request)) ?? null }
    } catch (error) {
      return { error: describeWalletError(error) }
    }
  })
  // As text, with the helper that some loaders put into compiled functions.
  const content = `{ const __name = (named) => named; (${announceRemote})(${JSON.stringify(provider)}, ${announceWallet}) }`
  await context.addInitScript({ content })

  return {
    address: engine.address,
    log: engine.log,
    requestsOf: (method) => engine.log.filter((request) => request.method === method),
    refuseNext: (method) => void engine.refusals.push(method),
    refuseConnection: () => void engine.refusals.push('wallet_requestPermissions'),
    stallNext: (method) => {
      let release = () => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      engine.stalls.push({ method, released })
      return release
    },
    editNextAllowance: (amount) => {
      engine.state.editedAllowance = amount
    },
    answerNonsense: () => {
      engine.state.answersNonsense = true
    },
    chainId: () => engine.state.chainId,
    switchChain: async (chainId) => void (await engine.switchChain(chainId)),
    lock: async () => void (await engine.lock()),
    chooseAccount: engine.chooseAccount,
  }
}
