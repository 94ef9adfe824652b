import {
  type Address,
  createClient,
  decodeFunctionData,
  defineChain,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  http,
  type SignedAuthorization,
  type TypedDataDefinition,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import {
  deployContract,
  estimateGas,
  getCode,
  getTransactionReceipt,
  sendTransaction,
  signAuthorization,
  waitForTransactionReceipt,
} from 'viem/actions'
import { artifactOf, compile } from '../../devnet/compile'
import type { RequestedCall } from '../../lib/execution/wallet-core/read-request'

const APPROVE_SELECTOR = '0x095ea7b3'
/** Code of an account that acts as a contract (EIP-7702). */
const DELEGATION_PREFIX = '0xef0100'

const POLL_MS = 100

/** The wallet's key: signs, and sends to the node itself. Of the page's wishes only the calls count; gas it works out alone. */
export function createSigner(settings: { rpcUrl: string; privateKey: Hex; chainId: number }) {
  const account = privateKeyToAccount(settings.privateKey)
  const chain = defineChain({
    id: settings.chainId,
    name: 'Practice chain',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [settings.rpcUrl] } },
  })
  const client = createClient({ account, chain, transport: http(), pollingInterval: POLL_MS })
  let executor: Promise<Address> | null = null

  async function send(call: RequestedCall, authorizationList?: SignedAuthorization[]): Promise<Hex> {
    const { to, data, value } = call
    const request = { to, data, value, authorizationList }
    const gas = await estimateGas(client, { account, ...request })
    // A fifth more than estimated, as wallets do: state may move before the transaction is mined.
    return sendTransaction(client, { ...request, gas: (gas * 6n) / 5n })
  }

  async function sendBatch(calls: readonly RequestedCall[]): Promise<Hex> {
    executor ??= deployExecutor()
    const { abi, address } = { abi: (await loadExecutor()).abi, address: await executor }
    const args = [calls.map(({ to, data, value }) => ({ to, data, value }))]
    const data = encodeFunctionData({ abi, functionName: 'execute', args })
    const code = await getCode(client, { address: account.address })
    const isDelegated = code?.toLowerCase() === `${DELEGATION_PREFIX}${address.slice(2).toLowerCase()}`
    const authorization = isDelegated
      ? undefined
      : [await signAuthorization(client, { account, contractAddress: address, executor: 'self' })]
    return send({ to: account.address, data, value: 0n }, authorization)
  }

  async function deployExecutor(): Promise<Address> {
    const { abi, bytecode } = await loadExecutor()
    const hash = await deployContract(client, { abi, bytecode })
    const { contractAddress } = await waitForTransactionReceipt(client, { hash })
    if (!contractAddress) throw new Error('The batch executor was not deployed.')
    return contractAddress
  }

  return {
    address: account.address,
    send: (call: RequestedCall) => send(call),
    sendBatch,
    signMessage: (raw: Hex) => account.signMessage({ message: { raw } }),
    signTypedData: (data: TypedDataDefinition) => account.signTypedData(data),
    findReceipt: (hash: Hex) => getTransactionReceipt(client, { hash }).catch(() => null),
    forward: (method: string, params: readonly unknown[]): Promise<unknown> =>
      (client.request as (args: object) => Promise<unknown>)({ method, params }),
  }
}

async function loadExecutor() {
  const contracts = { BatchExecutor: 'e2e/wallet/batch-executor.sol' }
  const unit = { name: 'Test wallet', compiler: 'solc-0.8', optimizerRuns: 200, contracts } as const
  return artifactOf(await compile([unit]), 'BatchExecutor')
}

/** The same call with another amount, where it is an approval: what wallets let people do. */
export function editApproval(call: RequestedCall, amount: bigint): RequestedCall | null {
  if (!call.data.startsWith(APPROVE_SELECTOR)) return null
  const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data: call.data })
  if (functionName !== 'approve') return null
  return { ...call, data: encodeFunctionData({ abi: erc20Abi, functionName, args: [args[0], amount] }) }
}
