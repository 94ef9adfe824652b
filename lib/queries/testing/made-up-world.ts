import { custom } from 'viem'
import { createConfig } from 'wagmi'
import { madeUpChain, madeUpReader } from './made-up'

// Stands for `config/chains` and `protocols/readers` where a test mocks them: two networks, and two protocols of
// which one is on both.
const slow = madeUpChain(901, 'Slow')
const fast = madeUpChain(902, 'Fast')

export const chains = [slow, fast] as const
export const practiceChain = slow
export const practiceChains = [slow] as const
export const readers = [
  madeUpReader('lender', 'Lender', [slow.id, fast.id]),
  madeUpReader('vaults', 'Vaults', [fast.id]),
]

const noNode = custom({ request: () => Promise.reject(new Error('asked while drawing')) })

/** For what is drawn in this world: nothing is connected, and nobody answers. */
export const config = createConfig({
  chains,
  ssr: true,
  transports: { [slow.id]: noNode, [fast.id]: noNode },
})
