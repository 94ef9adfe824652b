import {
  type Abi,
  type Address,
  decodeErrorResult,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  type Hex,
  isHex,
  numberToHex,
  parseEther,
} from 'viem'
import { type Artifacts, artifactOf, linkLibraries } from './compile'
import { createRpc, type Rpc, RpcFailure } from './rpc'

export type Contract = { readonly address: Address; readonly abi: Abi }
export type Log = { readonly address: Address; readonly topics: readonly Hex[]; readonly data: Hex }
export type Receipt = {
  readonly status: Hex
  readonly contractAddress: Address | null
  readonly logs: readonly Log[]
}

/** Sends transactions of accounts that anvil impersonates, one at a time, and stops at the first that fails. */
export type Transactor = {
  readonly rpc: Rpc
  readonly artifacts: Artifacts
  /** Lets the chain act for an account, and gives it ether for the fees. */
  readonly impersonate: (account: Address, ether?: string) => Promise<void>
  /** `libraries` are what the contract's code is linked with, by name. */
  readonly deploy: (
    from: Address,
    name: string,
    args?: readonly unknown[],
    libraries?: Readonly<Record<string, Address>>,
  ) => Promise<Contract>
  readonly send: (
    from: Address,
    to: Contract,
    functionName: string,
    args: readonly unknown[],
    value?: bigint,
  ) => Promise<Receipt>
  /** `read<bigint>(…)`: the caller names what the function returns. */
  readonly read: <Result>(from: Contract, functionName: string, args?: readonly unknown[]) => Promise<Result>
  readonly contractAt: (name: string, address: Address) => Contract
  /** The gas that each transaction is given. */
  readonly gas: Hex
  /** Why a transaction failed, in the words of whichever contract reverted. */
  readonly explain: (abi: Abi, transaction: Record<string, unknown>) => Promise<string>
}

// Below the 2^24 that a transaction may use since Fusaka; given, because estimating would double the time.
const gas = numberToHex(16_000_000)

export function createTransactor(rpcUrl: string, artifacts: Artifacts): Transactor {
  const rpc = createRpc(rpcUrl)

  async function transact(label: string, abi: Abi, transaction: Record<string, unknown>): Promise<Receipt> {
    const receipt = await rpc<Receipt>('eth_sendTransactionSync', [{ ...transaction, gas }])
    if (receipt.status !== '0x1') {
      throw new Error(`${label} failed: ${await explainFailure(abi, transaction)}`)
    }
    return receipt
  }

  async function explainFailure(abi: Abi, transaction: Record<string, unknown>): Promise<string> {
    try {
      await rpc('eth_call', [{ ...transaction, gas }, 'latest'])
      return 'it works when repeated, so it depends on the block it was in'
    } catch (error) {
      return error instanceof RpcFailure ? describeRevert(error, abi, artifacts) : String(error)
    }
  }

  return {
    rpc,
    artifacts,
    gas,
    explain: explainFailure,
    async impersonate(account, ether = '1000') {
      await rpc('anvil_impersonateAccount', [account])
      await rpc('anvil_setBalance', [account, numberToHex(parseEther(ether))])
    },
    async deploy(from, name, args = [], libraries = {}) {
      const artifact = artifactOf(artifacts, name)
      const { abi } = artifact
      const data = encodeDeployData({ abi, bytecode: linkLibraries(artifact, libraries), args })
      const { contractAddress } = await transact(`Deploying ${name}`, abi, { from, data })
      if (!contractAddress) throw new Error(`Deploying ${name} left no contract`)
      return { address: getAddress(contractAddress), abi }
    },
    send(from, to, functionName, args, value = 0n) {
      const data = encodeFunctionData({ abi: to.abi, functionName, args })
      const transaction = { from, to: to.address, data, value: numberToHex(value) }
      return transact(functionName, to.abi, transaction)
    },
    async read<Result>(from: Contract, functionName: string, args: readonly unknown[] = []) {
      const data = encodeFunctionData({ abi: from.abi, functionName, args })
      const returned = await rpc<Hex>('eth_call', [{ to: from.address, data }, 'latest'])
      return decodeFunctionResult({ abi: from.abi, functionName, data: returned }) as Result
    },
    contractAt: (name, address) => ({ address: getAddress(address), abi: artifactOf(artifacts, name).abi }),
  }
}

function describeRevert(failure: RpcFailure, abi: Abi, artifacts: Artifacts): string {
  if (!isHex(failure.data) || failure.data === '0x') return failure.message
  // A revert may bubble up from any contract behind the one that was called.
  for (const candidate of [abi, ...Object.values(artifacts).map((artifact) => artifact.abi)]) {
    try {
      const { errorName, args } = decodeErrorResult({ abi: candidate, data: failure.data })
      return `${errorName}(${(args ?? []).join(', ')})`
    } catch {
      // Not an error of this contract.
    }
  }
  return `${failure.message} ${failure.data}`
}
