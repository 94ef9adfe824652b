import { zeroAddress } from 'viem'
import { chains } from '../config/chains'
import type { Asset } from '../domain/asset'

/** The coin that pays a chain's network fees. It has no contract, so its address is zero. */
export function nativeCoinOf(chainId: number): Asset {
  const { nativeCurrency } = chains.find(({ id }) => id === chainId) ?? chains[0]
  return { address: zeroAddress, ...nativeCurrency }
}
