const tokens = [
  { name: 'tokenIn', type: 'address' },
  { name: 'tokenOut', type: 'address' },
] as const
const fee = { name: 'fee', type: 'uint24' } as const
const limit = { name: 'sqrtPriceLimitX96', type: 'uint160' } as const
const recipient = [
  { name: 'recipient', type: 'address' },
  { name: 'deadline', type: 'uint256' },
] as const

/** Of the periphery's `SwapRouter`, whose swaps carry a deadline. */
export const routerAbi = [
  {
    type: 'function',
    name: 'exactInputSingle',
    stateMutability: 'payable',
    inputs: [
      {
        name: 'params',
        type: 'tuple',
        components: [
          ...tokens,
          fee,
          ...recipient,
          { name: 'amountIn', type: 'uint256' },
          { name: 'amountOutMinimum', type: 'uint256' },
          limit,
        ],
      },
    ],
    outputs: [{ name: 'amountOut', type: 'uint256' }],
  },
  {
    type: 'function',
    name: 'exactOutputSingle',
    stateMutability: 'payable',
    inputs: [
      {
        name: 'params',
        type: 'tuple',
        components: [
          ...tokens,
          fee,
          ...recipient,
          { name: 'amountOut', type: 'uint256' },
          { name: 'amountInMaximum', type: 'uint256' },
          limit,
        ],
      },
    ],
    outputs: [{ name: 'amountIn', type: 'uint256' }],
  },
] as const

/** Of `QuoterV2`, which runs a swap and undoes it. */
export const quoterAbi = [
  {
    type: 'function',
    name: 'quoteExactInputSingle',
    stateMutability: 'nonpayable',
    inputs: [
      {
        name: 'params',
        type: 'tuple',
        components: [...tokens, { name: 'amountIn', type: 'uint256' }, fee, limit],
      },
    ],
    outputs: [],
  },
  {
    type: 'function',
    name: 'quoteExactOutputSingle',
    stateMutability: 'nonpayable',
    inputs: [
      {
        name: 'params',
        type: 'tuple',
        components: [...tokens, { name: 'amount', type: 'uint256' }, fee, limit],
      },
    ],
    outputs: [],
  },
] as const
