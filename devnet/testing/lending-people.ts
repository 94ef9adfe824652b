import {
  type Abi,
  type Address,
  encodeFunctionData,
  type Hex,
  numberToHex,
  parseAbi,
  zeroAddress,
} from 'viem'
import type { TestChain } from '../test-chain'

const transferAbi = parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)'])

/** Whoever one of these tokens ever went to. */
export async function listHolders(chain: TestChain, tokens: readonly Address[]): Promise<readonly Address[]> {
  const logs = await chain.getContractEvents({
    address: [...tokens],
    abi: transferAbi,
    eventName: 'Transfer',
    fromBlock: 0n,
    strict: true,
  })
  return [...new Set(logs.map(({ args }) => args.to))].filter((to) => to !== zeroAddress)
}

export type Act = {
  readonly from: Address
  readonly to: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
}

function encodeAct({ from, to, abi, functionName, args }: Act) {
  return { from, to, data: encodeFunctionData({ abi, functionName, args }), gas: numberToHex(5_000_000) }
}

/** Sends a transaction of anybody's, and throws where it fails. */
export async function act(chain: TestChain, one: Act): Promise<void> {
  await chain.impersonateAccount({ address: one.from })
  await chain.setBalance({ address: one.from, value: 10n ** 20n })
  type Method = { Parameters: readonly unknown[]; ReturnType: Hex }
  const hash = await chain.request<Method>({ method: 'eth_sendTransaction', params: [encodeAct(one)] })
  const { status } = await chain.waitForTransactionReceipt({ hash })
  if (status !== 'success') throw new Error(`${one.functionName}(${one.args.join(', ')}) was refused`)
}

/**
 * Whether all of it would work, one after the other in one block, whoever it is of; `at` a block: upon that one, and at its very
 * time.
 */
export async function wouldWork(
  chain: TestChain,
  acts: readonly Act[],
  at?: { readonly number: bigint; readonly timestamp: bigint },
): Promise<boolean> {
  type Answer = readonly { readonly calls: readonly { readonly status: Hex }[] }[]
  type Method = { Parameters: readonly unknown[]; ReturnType: Answer }
  const blockOverrides = at ? { time: numberToHex(at.timestamp) } : {}
  const [block] = await chain.request<Method>({
    method: 'eth_simulateV1',
    params: [
      { blockStateCalls: [{ blockOverrides, calls: acts.map(encodeAct) }], validation: false },
      at ? numberToHex(at.number) : 'latest',
    ],
  })
  return block?.calls.every(({ status }) => BigInt(status) === 1n) ?? false
}
