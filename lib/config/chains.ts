import { type Chain, defineChain } from 'viem'
import { environment } from './environment'

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

export const chains = [practiceChain] as const

/** The chain the app shows. */
export const activeChain: Chain = practiceChain
