import * as v from 'valibot'
import type { Hex } from '../domain/call'
import { bytes, quantity } from './border'
import { NonsenseError } from './node-fault'

/** A revert's bytes and words stand in one of two places, or nowhere: what is not as it should be counts as missing. */
const callError = v.object({
  message: v.fallback(v.string(), ''),
  data: v.fallback(v.nullable(bytes()), null),
})

const callResult = v.object({
  status: quantity,
  gasUsed: quantity,
  returnData: v.nullish(bytes(), '0x'),
  error: v.fallback(v.nullish(callError, null), null),
})

const simulatedBlock = v.object({
  number: quantity,
  timestamp: quantity,
  baseFeePerGas: v.nullish(quantity, '0x0'),
  calls: v.array(callResult),
})

export type SimulatedBlock = v.InferOutput<typeof simulatedBlock>
export type CallResult = v.InferOutput<typeof callResult>

/** A number that a node was asked for. Throws `NonsenseError` where it is anything else. */
export function parseQuantity(answer: unknown): Hex {
  if (!v.is(quantity, answer)) throw new NonsenseError('The node answered no quantity')
  return answer
}

/** The first block of an answer to `eth_simulateV1`. Throws `NonsenseError` where it is anything else. */
export function parseSimulation(answer: unknown): SimulatedBlock {
  const { success, output } = v.safeParse(v.looseTuple([simulatedBlock]), answer)
  if (!success) throw new NonsenseError('The node simulated no block')
  return output[0]
}
