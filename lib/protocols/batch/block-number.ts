import type { Client } from 'viem'

/**
 * Who tells a contract which block of its chain it is in: the EVM, or Arbitrum's ArbSys, where the EVM's number is that of the
 * chain beneath.
 */
export type BlockNumberFrom = 'evm' | 'arbsys'

/** By the chain's entry in `lib/config/chains.ts`. */
export function findBlockNumberFrom({ chain }: Client): BlockNumberFrom {
  return chain?.custom?.blockNumberFrom === 'arbsys' ? 'arbsys' : 'evm'
}
