const asset = { name: 'asset', type: 'address' } as const
const amount = { name: 'amount', type: 'uint256' } as const
const onBehalfOf = { name: 'onBehalfOf', type: 'address' } as const
const referralCode = { name: 'referralCode', type: 'uint16' } as const
const rateMode = { name: 'interestRateMode', type: 'uint256' } as const

/** What an account calls of a pool of either line. */
export const poolAbi = [
  {
    type: 'function',
    name: 'supply',
    stateMutability: 'nonpayable',
    inputs: [asset, amount, onBehalfOf, referralCode],
    outputs: [],
  },
  {
    type: 'function',
    name: 'withdraw',
    stateMutability: 'nonpayable',
    inputs: [asset, amount, { name: 'to', type: 'address' }],
    outputs: [{ name: '', type: 'uint256' }],
  },
  {
    type: 'function',
    name: 'borrow',
    stateMutability: 'nonpayable',
    inputs: [asset, amount, rateMode, referralCode, onBehalfOf],
    outputs: [],
  },
  {
    type: 'function',
    name: 'repay',
    stateMutability: 'nonpayable',
    inputs: [asset, amount, rateMode, onBehalfOf],
    outputs: [{ name: '', type: 'uint256' }],
  },
] as const
