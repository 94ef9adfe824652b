import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  hexToBigInt,
} from 'viem'
import type { Call } from '../lib/domain/call'
import { artifactOf, linkLibraries } from './compile'
import type { Contract, Receipt, Transactor } from './transactor'

/**
 * A transactor that puts many transactions into few blocks, in the order in which they were given: the chain keeps a state
 * for every block, and is the slower the more there are. What is read is read after everything that came before it.
 */
export type Queue = Pick<
  Transactor,
  'rpc' | 'artifacts' | 'impersonate' | 'deploy' | 'read' | 'contractAt'
> & {
  readonly send: (
    from: Address,
    to: Contract,
    functionName: string,
    args: readonly unknown[],
  ) => Promise<void>
  /** What was encoded elsewhere. It may bring no ether. */
  readonly call: (from: Address, call: Call) => Promise<void>
  /** Mines what waits. Throws for the first that failed. */
  readonly flush: () => Promise<void>
}

type Waiting = {
  readonly label: string
  readonly abi: Abi
  readonly transaction: { readonly from: Address; readonly to?: Address; readonly data: Hex }
}

/** A block ends where what is left of its gas is less than what a transaction may use. */
const mostBlocks = 100

export function createQueue(transactor: Transactor): Queue {
  const { rpc, artifacts } = transactor
  let waiting: Waiting[] = []

  async function flush(): Promise<void> {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    await rpc('evm_setAutomine', [false])
    try {
      const hashes: Hex[] = []
      for (const { transaction } of batch) {
        hashes.push(await rpc<Hex>('eth_sendTransaction', [{ ...transaction, gas: transactor.gas }]))
      }
      await mineAll(hashes, batch)
    } finally {
      await rpc('evm_setAutomine', [true])
    }
  }

  async function mineAll(hashes: readonly Hex[], batch: readonly Waiting[]): Promise<void> {
    let next = 0
    for (let blocks = 0; next < hashes.length; blocks += 1) {
      if (blocks === mostBlocks) throw new Error(`${batch[next]?.label} is in no block`)
      await rpc('evm_mine')
      for (; next < hashes.length; next += 1) {
        const receipt = await rpc<Receipt | null>('eth_getTransactionReceipt', [hashes[next]])
        if (!receipt) break
        const sent = batch[next]
        if (sent && receipt.status !== '0x1') {
          throw new Error(`${sent.label} failed: ${await transactor.explain(sent.abi, sent.transaction)}`)
        }
      }
    }
  }

  async function nextNonce(from: Address): Promise<bigint> {
    const mined = hexToBigInt(await rpc<Hex>('eth_getTransactionCount', [from, 'latest']))
    return mined + BigInt(waiting.filter(({ transaction }) => transaction.from === from).length)
  }

  return {
    rpc,
    artifacts,
    impersonate: transactor.impersonate,
    contractAt: transactor.contractAt,
    flush,
    async read(...args) {
      await flush()
      return transactor.read(...args)
    },
    async send(from, to, functionName, args) {
      const data = encodeFunctionData({ abi: to.abi, functionName, args })
      waiting.push({ label: functionName, abi: to.abi, transaction: { from, to: to.address, data } })
    },
    async call(from, { to, data }) {
      waiting.push({ label: `A call of ${to}`, abi: [], transaction: { from, to, data } })
    },
    async deploy(from, name, args = [], libraries = {}) {
      const artifact = artifactOf(artifacts, name)
      const { abi } = artifact
      const address = getContractAddress({ from, nonce: await nextNonce(from) })
      const data = encodeDeployData({ abi, bytecode: linkLibraries(artifact, libraries), args })
      waiting.push({ label: `Deploying ${name}`, abi, transaction: { from, data } })
      return { address, abi }
    },
  }
}
