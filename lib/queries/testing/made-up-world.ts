import { madeUpChain, madeUpReader } from './made-up'

// Stands for `config/chains` and `protocols/readers` where a test mocks them: two networks, and two protocols of
// which one is on both.
const slow = madeUpChain(901, 'Slow')
const fast = madeUpChain(902, 'Fast')

export const chains = [slow, fast] as const
export const practiceChain = slow
export const readers = [
  madeUpReader('lender', 'Lender', [slow.id, fast.id]),
  madeUpReader('vaults', 'Vaults', [fast.id]),
]
