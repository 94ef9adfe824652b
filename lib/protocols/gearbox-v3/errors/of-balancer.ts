import {
  type Meaning,
  type Meanings,
  means,
  never,
  notForUsers,
  ourFault,
  outOfRange,
  reentered,
  says,
  tokenRefused,
} from './meaning'

const tooMuch = says('The exchange’s pool does not take so much of a trade at once; a smaller one may work')
const otherPools = never('pools of this kind are not traded in')
const oracles = never('pools’ own oracles are not asked')
const deploying = never('only a pool’s creation asks for it')
const notPermitted = never('permits and relayers are not used')
const flashLoans = never('flash loans are not taken')
const notEther = never('the chain’s own coin is not traded')

/** Each run of Balancer's numbers that means one thing, as `BalancerErrors.sol` orders them. */
const ranges: readonly (readonly [first: number, last: number, meaning: Meaning])[] = [
  [0, 9, outOfRange],
  [100, 104, ourFault],
  [200, 203, deploying],
  [204, 204, says('The exchange’s pool has no shares yet')],
  [205, 205, ourFault],
  [206, 206, says('The exchange’s pool was not set up yet')],
  [207, 208, means({ code: 'slippage-exceeded', cause: 'price' })],
  [209, 209, notPermitted],
  [210, 210, deploying],
  [300, 303, deploying],
  [304, 307, tooMuch],
  [308, 308, deploying],
  [309, 310, ourFault],
  [311, 311, outOfRange],
  [312, 316, oracles],
  [317, 322, otherPools],
  [323, 325, notPermitted],
  [326, 326, otherPools],
  [327, 327, says('The exchange’s pool has stopped its swaps for now')],
  [328, 329, otherPools],
  [330, 330, says('The exchange’s pool has stopped its swaps for now')],
  [331, 335, otherPools],
  [400, 400, reentered],
  [401, 401, notForUsers],
  [402, 402, says('The exchange, or its pool, is paused by its operators')],
  [403, 405, notForUsers],
  [406, 406, means({ code: 'amount-over-balance', balance: null })],
  [407, 407, means({ code: 'allowance-too-low', amounts: null })],
  [408, 413, ourFault],
  [414, 414, means({ code: 'allowance-too-low', amounts: null })],
  [415, 415, never('allowances are set, not lowered')],
  [416, 416, means({ code: 'amount-over-balance', balance: null })],
  [417, 417, means({ code: 'allowance-too-low', amounts: null })],
  [418, 418, tokenRefused],
  [419, 420, notEther],
  [421, 421, outOfRange],
  [422, 427, notForUsers],
  [428, 428, deploying],
  [429, 430, tokenRefused],
  [500, 500, says('The exchange does not know this pool')],
  [501, 502, notForUsers],
  [503, 504, notPermitted],
  [505, 507, means({ code: 'slippage-exceeded', cause: 'price' })],
  [508, 508, means({ code: 'deadline-passed' })],
  [509, 511, ourFault],
  [512, 513, never('balances inside the vault are not used')],
  [514, 514, notEther],
  [515, 515, flashLoans],
  [516, 519, notEther],
  [520, 521, ourFault],
  [522, 525, deploying],
  [526, 526, outOfRange],
  [527, 527, ourFault],
  [528, 528, flashLoans],
  [600, 601, notForUsers],
  [602, 602, flashLoans],
]

/** By the text that Balancer reverts with, like `BAL#508`. */
export const meaningsOfBalancer: Meanings = Object.fromEntries(
  ranges.flatMap(([first, last, meaning]) =>
    Array.from({ length: last - first + 1 }, (_, i) => [
      `BAL#${String(first + i).padStart(3, '0')}`,
      meaning,
    ]),
  ),
)
