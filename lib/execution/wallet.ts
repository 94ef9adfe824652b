import { type Account, type Chain, type Client, numberToHex, type Transport } from 'viem'
import type { Config } from 'wagmi'
import { getConnection, getConnectorClient, switchChain } from 'wagmi/actions'
import { type Address, isSameAddress } from '../domain/asset'
import type { Call, Hex } from '../protocols/protocol'
import { isTransactionHash } from './remember'
import { errorCodesOf, isRefusal, reasonOf } from './request-error'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import type { RunState } from './run-state'
import { withTimeLimit } from './time-limit'

export type WalletClient = Client<Transport, Chain, Account>

/**
 * With these codes a wallet answers a batch that it will not take, before it sends any of it: method
 * absent (EIP-1193, JSON-RPC), capability, chain, size, upgrade declined, atomicity (EIP-5792).
 */
const BATCH_NOT_TAKEN_CODES: ReadonlySet<number> = new Set([4200, -32601, 5700, 5710, 5740, 5750, 5760])

/** The wallet, only while it is connected with this account and on this chain. Throws otherwise. */
export async function findWallet(config: Config, owner: Address, chainId: number): Promise<WalletClient> {
  const { connector } = getConnection(config)
  return getConnectorClient(config, { account: owner, chainId, connector })
}

/** Sees to it that the wallet acts as the plan's owner on the plan's chain; asks it to switch where it must. */
export async function prepareWallet(run: RunContext, owner: Address, place: Place): Promise<void> {
  const { address, connector } = getConnection(run.config)
  if (!address || !connector || !isSameAddress(address, owner)) {
    throw new RunEnded(failedState(place, 'wrong-account', { owner, account: address ?? 'none' }))
  }
  const readChainId = () => withTimeLimit(connector.getChainId(), run.timing.walletReadMs)
  const wrongNetwork = (reason: string) =>
    new RunEnded(failedState(place, 'wrong-network', { chainId: run.chainId, reason }))
  try {
    if ((await readChainId()) === run.chainId) return
    await askWallet(run, place, () => switchChain(run.config, { chainId: run.chainId }))
    if ((await readChainId()) === run.chainId) return
  } catch (error) {
    throw wrongNetwork(reasonOf(error))
  }
  throw wrongNetwork('the wallet stayed on another network')
}

/**
 * Waits for the person's answer in the wallet. After the time limit the run says that the wallet does
 * not respond; an answer that comes all the same is taken, since the request is still open there.
 */
export async function askWallet<T>(run: RunContext, place: Place, request: () => Promise<T>): Promise<T> {
  const sayNothingCame = () => run.emit(failedState(place, 'wallet-not-responding'))
  const timer = setTimeout(sayNothingCame, run.timing.walletMs)
  try {
    return await request()
  } finally {
    clearTimeout(timer)
  }
}

/** Hands one transaction to the wallet: its hash, checked to be one. Asks exactly once, without retries. */
export async function sendTransaction(run: RunContext, owner: Address, call: Call): Promise<Hex> {
  const wallet = await findWallet(run.config, owner, run.chainId)
  const transaction = {
    from: owner,
    to: call.to,
    data: call.data,
    value: numberToHex(call.value),
    chainId: numberToHex(run.chainId),
  }
  const hash: unknown = await wallet.request(
    { method: 'eth_sendTransaction', params: [transaction] },
    { retryCount: 0 },
  )
  if (!isTransactionHash(hash)) throw new Error('the wallet answered without a transaction hash')
  return hash
}

/** Hands all calls to the wallet as one batch that happens wholly or not at all: the batch's id. */
export async function sendBatch(run: RunContext, owner: Address, calls: readonly Call[]): Promise<string> {
  const wallet = await findWallet(run.config, owner, run.chainId)
  const batch = {
    version: '2.0.0',
    chainId: numberToHex(run.chainId),
    from: owner,
    atomicRequired: true,
    calls: calls.map(({ to, data, value }) => ({ to, data, value: numberToHex(value) })),
  }
  const answer: unknown = await wallet.request(
    { method: 'wallet_sendCalls', params: [batch] },
    { retryCount: 0 },
  )
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : answer
  if (typeof id !== 'string' || id === '') throw new Error('the wallet answered without a batch id')
  return id
}

/** Whether the wallet carries out batches atomically on this chain (EIP-5792 `atomic`). No answer counts as no. */
export async function canBatch(run: RunContext, owner: Address): Promise<boolean> {
  try {
    const ask = async (): Promise<unknown> => {
      const wallet = await findWallet(run.config, owner, run.chainId)
      const params = [owner, [numberToHex(run.chainId)]] satisfies [Address, [Hex]]
      return wallet.request({ method: 'wallet_getCapabilities', params }, { retryCount: 0 })
    }
    const capabilities = await withTimeLimit(ask(), run.timing.walletReadMs)
    return readAtomicStatus(capabilities, run.chainId)
  } catch {
    return false
  }
}

function readAtomicStatus(capabilities: unknown, chainId: number): boolean {
  if (typeof capabilities !== 'object' || capabilities === null) return false
  // Chain 0 stands for every chain.
  return Object.entries(capabilities).some(([id, ofChain]) => {
    const status: unknown = ofChain?.atomic?.status
    const isThisChain = Number(id) === chainId || Number(id) === 0
    return isThisChain && (status === 'supported' || status === 'ready')
  })
}

/** Whether the wallet's answer to a batch makes certain that nothing of it was or will be sent. */
export function isBatchNotTaken(error: unknown): boolean {
  return !isRefusal(error) && errorCodesOf(error).some((code) => BATCH_NOT_TAKEN_CODES.has(code))
}

/** What a wallet's error on sending means. */
export function convertWalletError(error: unknown, place: Place): RunState {
  if (isRefusal(error)) {
    const issue = { code: 'rejected-by-wallet', severity: 'info' } as const
    return { status: 'rejected', ...place, issue, done: [] }
  }
  const reason = reasonOf(error)
  if (/insufficient funds/i.test(reason)) return failedState(place, 'network-fee-unaffordable', { reason })
  return failedState(place, 'wallet-failed', { reason })
}
