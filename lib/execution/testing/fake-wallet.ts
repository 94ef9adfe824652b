import { type Chain, custom, getAddress, type Hex, numberToHex } from 'viem'
import { type Config, createConfig, createConnector } from 'wagmi'
import { connect } from 'wagmi/actions'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import { type FakeNode, FakeRpcError } from './fake-node'

type Handler = (params: readonly unknown[]) => unknown

export type FakeWallet = {
  account: Address
  chainId: number
  /** Answers that stand in for the wallet's usual ones. */
  readonly answers: Map<string, Handler>
  /** Every request, in order. */
  readonly log: { method: string; params: readonly unknown[] }[]
  readonly countOf: (method: string) => number
}

/** Another network that the app reads. */
export const otherChain: Chain = { ...practiceChain, id: 31_338, name: 'Another chain' }

/** The person says no. */
export function refuse(): never {
  throw new FakeRpcError(4001, 'User rejected the request.')
}

/** A wallet that says yes to everything, knows no batches, and sends to the fake node; connected through wagmi. */
export async function connectFakeWallet(
  node: FakeNode,
  account: Address,
): Promise<{ config: Config; wallet: FakeWallet }> {
  const answers = new Map<string, Handler>()
  const log: FakeWallet['log'] = []
  const countOf = (name: string) => log.filter(({ method }) => method === name).length
  const wallet: FakeWallet = { account, chainId: practiceChain.id, answers, log, countOf }

  const request = async ({ method, params = [] }: { method: string; params?: readonly unknown[] }) => {
    log.push({ method, params })
    const answer = answers.get(method)
    return answer ? answer(params) : answerAsUsual(wallet, node, method, params)
  }
  const config: Config = createConfig({
    chains: [practiceChain, otherChain],
    connectors: [connectorOf(account, request)],
    transports: {
      [practiceChain.id]: custom(node, { retryCount: 0 }),
      // No plan is for it: whoever asks it asks the wrong chain.
      [otherChain.id]: custom({ request: refuse }, { retryCount: 0 }),
    },
    multiInjectedProviderDiscovery: false,
    storage: null,
  })
  const [connector] = config.connectors
  if (!connector) throw new Error('no connector')
  await connect(config, { connector })
  log.length = 0
  return { config, wallet }
}

function answerAsUsual(
  wallet: FakeWallet,
  node: FakeNode,
  method: string,
  params: readonly unknown[],
): unknown {
  switch (method) {
    case 'eth_accounts':
      return [wallet.account]
    case 'eth_chainId':
      return numberToHex(wallet.chainId)
    case 'wallet_switchEthereumChain':
      wallet.chainId = Number((params[0] as { chainId: Hex }).chainId)
      return null
    case 'eth_sendTransaction':
      return node.submit(params[0] as Parameters<FakeNode['submit']>[0])
    default:
      throw new FakeRpcError(4200, `${method} is not supported`)
  }
}

/** A wagmi connector around whatever answers a wallet's requests. */
export function connectorOf(
  account: Address,
  request: (args: { method: string; params?: readonly unknown[] }) => Promise<unknown>,
) {
  return createConnector((config) => ({
    id: 'fake',
    name: 'Fake wallet',
    type: 'fake',
    connect: async <withCapabilities extends boolean = false>() => {
      const accounts = [getAddress(account)] as readonly Address[]
      return {
        accounts: accounts as withCapabilities extends true ? never : readonly Address[],
        chainId: Number(await request({ method: 'eth_chainId' })),
      }
    },
    disconnect: async () => {},
    getAccounts: async () =>
      ((await request({ method: 'eth_accounts' })) as Address[]).map((a) => getAddress(a)),
    getChainId: async () => Number(await request({ method: 'eth_chainId' })),
    getProvider: async () => ({ request }),
    isAuthorized: async () => true,
    switchChain: async ({ chainId }) => {
      await request({ method: 'wallet_switchEthereumChain', params: [{ chainId: numberToHex(chainId) }] })
      config.emitter.emit('change', { chainId })
      return practiceChain
    },
    onAccountsChanged: () => {},
    onChainChanged: () => {},
    onDisconnect: () => {},
  }))
}
