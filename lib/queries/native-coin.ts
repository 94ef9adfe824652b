import { zeroAddress } from 'viem'
import { activeChain } from '../config/chains'
import type { Asset } from '../domain/asset'

/** The coin that pays network fees. It has no contract, so its address is zero. */
export const nativeCoin: Asset = { address: zeroAddress, ...activeChain.nativeCurrency }
