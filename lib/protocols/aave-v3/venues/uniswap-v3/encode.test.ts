import { decodeFunctionData } from 'viem'
import { expect, it } from 'vitest'
import { weth, wstEth } from '../../testing/pools'
import { routerAbi } from './abi'
import { describeSwap, encodeSwap } from './encode'

const router = '0x4444444444444444444444444444444444444444'
const account = '0x5555555555555555555555555555555555555555'
const place = {
  venue: 'Uniswap V3',
  pool: '0x6666666666666666666666666666666666666666',
  feePips: 100,
} as const
const terms = { router, recipient: account, deadlineSeconds: 1_700_000_000n } as const

it('a swap says what it takes and brings at the worst, for whom, and until when', () => {
  const trade = { from: weth.address, to: wstEth.address, amount: 7n }
  const swap = encodeSwap(place, { ...trade, exact: 'in' }, 5n, terms)
  expect(swap).toMatchObject({ to: router, value: 0n })
  const shared = {
    tokenIn: weth.address,
    tokenOut: wstEth.address,
    fee: 100,
    recipient: account,
    deadline: 1_700_000_000n,
    sqrtPriceLimitX96: 0n,
  }
  expect(decodeFunctionData({ abi: routerAbi, data: swap.data })).toEqual({
    functionName: 'exactInputSingle',
    args: [{ ...shared, amountIn: 7n, amountOutMinimum: 5n }],
  })
  const purchase = encodeSwap(place, { ...trade, exact: 'out' }, 9n, terms)
  expect(decodeFunctionData({ abi: routerAbi, data: purchase.data })).toEqual({
    functionName: 'exactOutputSingle',
    args: [{ ...shared, amountOut: 7n, amountInMaximum: 9n }],
  })
})

it('its words say what was quoted, and what is certain', () => {
  const quote = { amountIn: 7n, amountOut: 6n, feeWad: 10n ** 14n }
  const assets = { give: weth, get: wstEth }
  const shared = {
    kind: 'swap',
    give: { asset: weth, amount: 7n },
    get: { asset: wstEth, amount: 6n },
    isAtMarket: true,
    venue: 'Uniswap V3',
    feeWad: 10n ** 14n,
  }
  expect(describeSwap(place, { exact: 'in' }, quote, { ...assets, limit: 5n })).toEqual({
    ...shared,
    minimum: 5n,
  })
  expect(describeSwap(place, { exact: 'out' }, quote, { ...assets, limit: 8n })).toEqual({
    ...shared,
    minimum: 6n,
    maximum: 8n,
  })
})
