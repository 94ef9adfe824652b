import { type Address, concat, type Hex, numberToHex, pad } from 'viem'
import { safeContracts } from '../../lib/safe/contracts'
import { owner } from '../accounts'
import { artifactOf } from '../compile'
import type { Queue } from '../queue'

/** Where Safe 1.4.1 stands, by its contracts' own names. */
export const safeAddresses = {
  SafeProxyFactory: safeContracts.factory,
  Safe: safeContracts.singleton,
  SafeL2: safeContracts.singletonL2,
  MultiSend: safeContracts.multiSend,
  MultiSendCallOnly: safeContracts.multiSendCallOnly,
  CompatibilityFallbackHandler: safeContracts.fallbackHandler,
} as const satisfies Readonly<Record<string, Address>>

/** The factory that Safe's deployers used. Its code is that of the one which every anvil chain begins with. */
const singletonFactory: Address = '0x914d7Fec6aaC8cd542e72Bca78B30650d45643d7'
const sameCodeAt: Address = '0x4e59b44847b379578588920cA78FbF26c0B4956C'
const noSalt = pad('0x', { size: 32 })

/** Safe's contracts, at their live addresses. */
export async function deploySafe(queue: Queue): Promise<void> {
  const { rpc } = queue
  await rpc('anvil_setCode', [singletonFactory, await rpc<Hex>('eth_getCode', [sameCodeAt, 'latest'])])
  for (const [name, address] of Object.entries(safeAddresses)) {
    const { bytecode } = artifactOf(queue.artifacts, name)
    await rpc('eth_sendTransactionSync', [
      { from: owner, to: singletonFactory, data: concat([noSalt, bytecode]), gas: numberToHex(16_000_000) },
    ])
    if ((await rpc<Hex>('eth_getCode', [address, 'latest'])) === '0x') {
      throw new Error(`${name} is not at its live address.`)
    }
  }
}
