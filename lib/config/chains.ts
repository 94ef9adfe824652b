import { type Chain, defineChain } from 'viem'
import { environment } from './environment'

/** `blockNumberFrom: 'arbsys'`: contracts of it learn its block's number of ArbSys, and the EVM tells them the one beneath. */
export type Network = Chain & { readonly custom?: { readonly blockNumberFrom?: 'arbsys' } }

/** The chain that `npm start` runs beside the app. */
export const practiceChain: Chain = defineChain({
  id: 31337,
  name: 'Practice chain',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [environment.rpcUrl] } },
  testnet: true,
  /** Of one that nobody sends anything to: it makes a block for each transaction besides. */
  blockTime: 12_000,
})

/** Every network that Furrow reads. Adding one is a line here, and where protocols start on it in their adapters. */
export const chains: readonly [Network, ...Network[]] = [practiceChain]
