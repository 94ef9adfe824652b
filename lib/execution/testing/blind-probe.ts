import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import type { AccountProbe } from '../../protocols/protocol'

/** Reads nothing but that somebody can pay for the network: for tests that look at the chain itself, or at calls alone. */
export function makeBlindProbe(owner: Address): AccountProbe {
  return {
    to: '0x00000000000000000000000000000000000f0000',
    code: '0x00',
    data: '0x',
    decode: () => ({
      markets: {
        protocol: 'any',
        chainId: practiceChain.id,
        block: { number: 0n, timestamp: 0n },
        farms: [],
        pools: [],
        issues: [],
        state: null,
      },
      owner,
      positions: [],
      supplies: [],
      wallet: [],
      nativeBalance: 10n ** 18n,
    }),
  }
}
