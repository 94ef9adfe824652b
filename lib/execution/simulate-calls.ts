import { type Client, hexToBigInt, numberToHex } from 'viem'
import type { Address } from '../domain/asset'
import type { Call, Hex } from '../domain/call'
import { classifyNodeFault } from './node-fault'
import { reasonOf } from './request-error'
import { type CallResult, parseSimulation, type SimulatedBlock } from './simulated-block'

/** A call with whoever makes it: anybody, a contract too. */
export type CallFrom = { readonly from: Address; readonly call: Call }

type Surroundings = {
  /** Unix time in seconds at which the calls are run; the node's own next block where left out. */
  readonly timestamp?: bigint | undefined
  readonly codes?: Readonly<Record<Address, { readonly code: Hex }>>
}

/** Runs calls one after the other in one block on top of the chain's pending state. One request; throws what the client throws. */
export async function simulateCalls(
  client: Client,
  calls: readonly CallFrom[],
  { timestamp, codes }: Surroundings,
): Promise<SimulatedBlock> {
  const block = {
    ...(codes && { stateOverrides: codes }),
    ...(timestamp === undefined ? {} : { blockOverrides: { time: numberToHex(timestamp) } }),
    calls: calls.map(({ from, call: { to, data, value } }) => ({
      from,
      to,
      data,
      value: numberToHex(value),
    })),
  }
  // Without validation neither nonces nor the network fee stop the calls; token balances and allowances do.
  const body = { blockStateCalls: [block], validation: false, traceTransfers: false }
  const request = (blockTag: string) => requestRaw(client, 'eth_simulateV1', [body, blockTag])
  // The pending block, since on anvil "latest" runs the calls inside the latest block's own number again.
  // Nodes that build no pending block say so in words, and number blocks on "latest" one further.
  const answer = await request('pending').catch((error: unknown) => {
    if (classifyNodeFault(error) !== 'unreachable' && /pending/i.test(reasonOf(error)))
      return request('latest')
    throw error
  })
  return parseSimulation(answer)
}

/** viem's own types know the methods that it wraps, and of these an older shape. */
export function requestRaw(client: Client, method: string, params: readonly unknown[]): Promise<unknown> {
  return client.request<{ Parameters: readonly unknown[]; ReturnType: unknown }>(
    { method, params },
    { retryCount: 0 },
  )
}

export function hasSucceeded(result: CallResult): boolean {
  return hexToBigInt(result.status) === 1n
}

/** Anvil puts a revert's bytes in `returnData`; the method's specification since moved them to `error.data`. */
export function readRevertData(result: CallResult): Hex {
  const inError = result.error?.data ?? '0x'
  return inError === '0x' ? result.returnData : inError
}
