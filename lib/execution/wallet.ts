import type { Account, Chain, Client, Transport } from 'viem'
import type { Config } from 'wagmi'
import { getConnection, getConnectorClient, switchChain } from 'wagmi/actions'
import { type Address, isSameAddress } from '../domain/asset'
import { reasonOf } from './request-error'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import { withTimeLimit } from './time-limit'

export type WalletClient = Client<Transport, Chain, Account>

/** The wallet, only while it is connected with this account and on this chain. Throws otherwise. */
export async function findWallet(config: Config, owner: Address, chainId: number): Promise<WalletClient> {
  const { connector } = getConnection(config)
  return getConnectorClient(config, { account: owner, chainId, connector })
}

/** The same right before it is asked to send. Throws `RunEnded` where it changed since it was prepared: nothing was asked. */
export async function requireWallet(run: RunContext, owner: Address, place: Place): Promise<WalletClient> {
  try {
    return await findWallet(run.config, owner, run.chainId)
  } catch (error) {
    throw new RunEnded(failedState(place, { code: 'wallet-failed', reason: reasonOf(error) }))
  }
}

/** Sees to it that the wallet acts as the plan's owner on the plan's chain; asks it to switch where it must. */
export async function prepareWallet(run: RunContext, owner: Address, place: Place): Promise<void> {
  const { address, connector } = getConnection(run.config)
  if (!address || !connector) throw new RunEnded(failedState(place, { code: 'wallet-locked' }))
  if (!isSameAddress(address, owner)) throw wrongAccount(place)
  const readChainId = () => withTimeLimit(connector.getChainId(), run.timing.walletReadMs)
  // A locked wallet may go on telling its network, and say by an empty list alone that nobody is there.
  const readAccounts = withTimeLimit(connector.getAccounts(), run.timing.walletReadMs).catch(() => null)
  const chainId = await readChainId().catch((error: unknown) => {
    throw new RunEnded(failedState(place, { code: 'wallet-network-unknown', reason: reasonOf(error) }))
  })
  const accounts = await readAccounts
  if (accounts?.length === 0) throw new RunEnded(failedState(place, { code: 'wallet-locked' }))
  const [first] = accounts ?? []
  if (first && !accounts?.some((account) => isSameAddress(account, owner))) {
    throw wrongAccount(place)
  }
  if (chainId !== run.chainId) await switchNetwork(run, place, readChainId)
}

async function switchNetwork(
  run: RunContext,
  place: Place,
  readChainId: () => Promise<number>,
): Promise<void> {
  const expected = run.config.chains.find(({ id }) => id === run.chainId)?.name ?? `network ${run.chainId}`
  const wrongNetwork = new RunEnded(failedState(place, { code: 'wrong-network', expected }))
  try {
    await askWallet(run, place, () => switchChain(run.config, { chainId: run.chainId }))
    if ((await readChainId()) === run.chainId) return
  } catch {
    throw wrongNetwork
  }
  throw wrongNetwork
}

function wrongAccount(place: Place): RunEnded {
  return new RunEnded(failedState(place, { code: 'wrong-account' }))
}

/**
 * Waits for the person's answer in the wallet. After the time limit the run says that the wallet does
 * not respond; an answer that comes all the same is taken, since the request is still open there.
 */
export async function askWallet<T>(run: RunContext, place: Place, request: () => Promise<T>): Promise<T> {
  const sayNothingCame = () => run.emit(failedState(place, { code: 'wallet-not-responding' }))
  const timer = setTimeout(sayNothingCame, run.timing.walletMs)
  try {
    return await request()
  } finally {
    clearTimeout(timer)
  }
}
