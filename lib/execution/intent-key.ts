import { keccak256, stringToHex } from 'viem'
import type { Hex } from '../domain/call'
import type { TransactionPlan } from '../plan/plan'

/**
 * Names what a plan is to do, for whom and where, whatever prices, route and deadline it was planned with: two
 * plans of one key would do the very same.
 */
export function intentKeyOf({ chainId, owner, protocol, intent }: TransactionPlan): Hex {
  const asText = (_: string, value: unknown) => {
    if (typeof value === 'bigint') return `${value}`
    return typeof value === 'string' ? value.toLowerCase() : value
  }
  return keccak256(stringToHex(JSON.stringify([chainId, owner, protocol, intent], asText)))
}
