import { type Chain, defineChain } from 'viem'
import { environment } from './environment'

/** `blockNumberFrom: 'arbsys'`: contracts of it learn its block's number of ArbSys, and the EVM tells them the one beneath. */
export type Network = Chain & { readonly custom?: { readonly blockNumberFrom?: 'arbsys' } }

/** What the practice chain is known by; a build's further ones count on from it. */
const FIRST_PRACTICE_ID = 31337

/** The practice chain of the node that is the `index`th of its build's, from 0 on. */
export function makePracticeChain(rpcUrl: string, index: number): Chain {
  return defineChain({
    id: FIRST_PRACTICE_ID + index,
    name: index === 0 ? 'Practice chain' : `Practice chain ${index + 1}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
    testnet: true,
    /** Of one that nobody sends anything to: it makes a block for each transaction besides. */
    blockTime: 12_000,
  })
}

const [first, ...others] = environment.rpcUrls.map(makePracticeChain)
if (!first) throw new Error('No practice chain has a node')

/** The chain that `npm start` runs beside the app. */
export const practiceChain: Chain = first

/** It, and whatever others this build was given the nodes of. */
export const practiceChains: readonly [Chain, ...Chain[]] = [first, ...others]

/** Every network that Furrow reads. Adding one is a line here, and where protocols start on it in their adapters. */
export const chains: readonly [Network, ...Network[]] = practiceChains
