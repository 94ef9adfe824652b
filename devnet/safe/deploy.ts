import { type Address, concat, type Hex, numberToHex, pad } from 'viem'
import { owner } from '../accounts'
import { artifactOf } from '../compile'
import type { Queue } from '../queue'

/** Where Safe 1.4.1 stands on every chain that has it. */
export const safeAddresses = {
  SafeProxyFactory: '0x4e1DCf7AD4e460CfD30791CCC4F9c8a4f820ec67',
  Safe: '0x41675C099F32341bf84BFc5382aF534df5C7461a',
  SafeL2: '0x29fcB43b46531BcA003ddC8FCB67FFE91900C762',
  MultiSend: '0x38869bf66a61cF6bDB996A6aE40D5853Fd43B526',
  MultiSendCallOnly: '0x9641d764fc13c8B624c04430C7356C1C7C8102e2',
  CompatibilityFallbackHandler: '0xfd0732Dc9E303f09fCEf3a7388Ad10A83459Ec99',
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
