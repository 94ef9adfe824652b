import { type Meaning, means, never, ourFault, says } from './meaning'

// the router counts what the pool gives and asks, whatever a token then keeps of it
const priceMoved = means({ code: 'slippage-exceeded', cause: 'price' })
const tooLittle = says('The amount is too small for the exchange to give anything for it')
const poolTooShallow = says('The exchange’s pool holds too little for this trade; a smaller one may work')
const notEther = never('the chain’s own coin is not traded')
const notPooling = never('pools are traded in, not supplied to')
const noHistory = never('pools’ own price histories are not asked')
const inRange = never('a trade ends where a pool’s own range does')
const notSwept = never('nothing is left with the router')

/** By the text that Uniswap V3's router, its pools and its quoter revert with. */
export const meaningsOfExchanges: Readonly<Record<string, Meaning>> = {
  // the router
  'Too little received': priceMoved,
  'Too much requested': priceMoved,
  'Transaction too old': means({ code: 'deadline-passed' }),
  // whatever the token said of it is lost
  STF: says('The account holds less than is traded, or the exchange may not take that much of it'),
  ST: notSwept,
  STE: notEther,
  'Not WETH9': notEther,
  'Insufficient WETH9': notEther,
  'Insufficient token': notSwept,
  slice_overflow: ourFault,
  slice_outOfBounds: ourFault,
  toAddress_overflow: ourFault,
  toAddress_outOfBounds: ourFault,
  toUint24_overflow: ourFault,
  toUint24_outOfBounds: ourFault,
  // pools
  AS: tooLittle,
  SPL: poolTooShallow,
  // less came in than was sent
  IIA: says('A token keeps a part of each transfer, so less arrived at the exchange than it was promised'),
  TF: says('A token on the way refused to be moved, as paused or blocked tokens do'),
  LOK: says('The exchange’s pool is not open yet, or a token on the way called back while it was in use'),
  R: inRange,
  T: inRange,
  LA: inRange,
  LS: inRange,
  AI: notPooling,
  LO: notPooling,
  M0: notPooling,
  M1: notPooling,
  NP: notPooling,
  TLM: notPooling,
  TLU: notPooling,
  TUM: notPooling,
  F0: never('pools lend nothing here'),
  F1: never('pools lend nothing here'),
  L: never('pools lend nothing here'),
  I: noHistory,
  OLD: noHistory,
  // the quoter
  'Unexpected error': never('who asks for a quote is told that there is none'),
}
