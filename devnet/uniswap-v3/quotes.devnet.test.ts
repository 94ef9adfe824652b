import fc from 'fast-check'
import { type Address, parseAbi } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { type ConcentratedPool, quoteConcentrated } from '../../lib/domain/concentrated-swap'
import { MAX_TICK, MIN_TICK } from '../../lib/domain/tick-range'
import { practiceUniswapV3 } from '../accounts'
import { connectTestChain } from '../test-chain'
import { keepFresh } from '../testing/fresh-chain'

const chain = connectTestChain(inject('rpcUrl'))
const somebody = '0x000000000000000000000000000000000000bEEF'
keepFresh(chain, somebody)

const abi = parseAbi([
  'event PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
  'function slot0() view returns (uint160 sqrtPriceX96, int24 tick, uint16, uint16, uint16, uint8, bool)',
  'function liquidity() view returns (uint128)',
  'function tickBitmap(int16) view returns (uint256)',
  'function ticks(int24) view returns (uint128 gross, int128 net, uint256, uint256, int56, uint160, uint32, bool)',
])
const tradeAbi = parseAbi([
  'struct ExactIn { address tokenIn; address tokenOut; uint256 amountIn; uint24 fee; uint160 limit; }',
  'struct ExactOut { address tokenIn; address tokenOut; uint256 amount; uint24 fee; uint160 limit; }',
  'function quoteExactInputSingle(ExactIn) returns (uint256 amount, uint160 sqrtPriceX96, uint32 crossed, uint256 gas)',
  'function quoteExactOutputSingle(ExactOut) returns (uint256 amount, uint160 sqrtPriceX96, uint32 crossed, uint256 gas)',
])

type Found = {
  readonly pool: Address
  readonly token0: Address
  readonly token1: Address
  readonly fee: number
}

async function findPools(): Promise<readonly (Found & { readonly spacing: number })[]> {
  const logs = await chain.getContractEvents({
    address: practiceUniswapV3.factory,
    abi,
    eventName: 'PoolCreated',
    fromBlock: 0n,
    strict: true,
  })
  return logs.map(({ args: { pool, token0, token1, fee, tickSpacing } }) => ({
    pool,
    token0,
    token1,
    fee,
    spacing: tickSpacing,
  }))
}

/** All of a pool: every word that holds a tick. */
async function readPool({ pool, fee, spacing }: Awaited<ReturnType<typeof findPools>>[number]) {
  const ask = { address: pool, abi } as const
  const [sqrtPriceX96, tick] = await chain.readContract({ ...ask, functionName: 'slot0' })
  const [from, to] = [MIN_TICK, MAX_TICK]
  const words: number[] = []
  for (let word = Math.floor(from / spacing / 256); word <= Math.floor(to / spacing / 256); word += 1) {
    // Liquidity is around the price, and over all prices.
    const middle = Math.floor(tick / spacing / 256)
    if (Math.abs(word - middle) <= 6 || Math.abs(word) >= Math.floor(to / spacing / 256) - 1) words.push(word)
  }
  const ticks: { tick: number; liquidityNet: bigint }[] = []
  for (const word of words) {
    const bits = await chain.readContract({ ...ask, functionName: 'tickBitmap', args: [word] })
    for (let bit = 0; bit < 256; bit += 1) {
      if (((bits >> BigInt(bit)) & 1n) === 0n) continue
      const at = (word * 256 + bit) * spacing
      const [, liquidityNet] = await chain.readContract({ ...ask, functionName: 'ticks', args: [at] })
      ticks.push({ tick: at, liquidityNet })
    }
  }
  const liquidity = await chain.readContract({ ...ask, functionName: 'liquidity' })
  const read: ConcentratedPool = {
    sqrtPriceX96,
    tick,
    liquidity,
    feePips: BigInt(fee),
    tickSpacing: spacing,
    ticks,
    from,
    to,
  }
  return read
}

/** As the chain's own quoter has it; null where it reverts. */
async function askQuoter(found: Found, isDown: boolean, exact: 'in' | 'out', amount: bigint) {
  const [tokenIn, tokenOut] = isDown ? [found.token0, found.token1] : [found.token1, found.token0]
  const terms = { tokenIn, tokenOut, fee: found.fee, limit: 0n } as const
  const ask = { address: practiceUniswapV3.quoter, abi: tradeAbi } as const
  try {
    const { result } =
      exact === 'in'
        ? await chain.simulateContract({
            ...ask,
            functionName: 'quoteExactInputSingle',
            args: [{ ...terms, amountIn: amount }],
          })
        : await chain.simulateContract({
            ...ask,
            functionName: 'quoteExactOutputSingle',
            args: [{ ...terms, amount }],
          })
    const [other, sqrtPriceX96, crossed] = result
    return { other, sqrtPriceX96, crossed }
  } catch {
    return null
  }
}

describe('quotes of Uniswap V3', { timeout: 300_000 }, () => {
  it('are those of the chain’s own quoter, to the unit, over one tick and many', async () => {
    let crossed = 0
    const pools = await findPools()
    expect(pools).toHaveLength(14)
    for (const found of pools) {
      const pool = await readPool(found)
      expect(pool.ticks).toHaveLength(6)
      await fc.assert(
        fc.asyncProperty(
          fc.boolean(),
          fc.constantFrom('in' as const, 'out' as const),
          // From a unit to more than there is, as many of each length.
          fc.tuple(fc.integer({ min: 0, max: 90 }), fc.bigInt({ min: 1n, max: 2n ** 10n })),
          async (isDown, exact, [length, digits]) => {
            const amount = digits << BigInt(length)
            const told = await askQuoter(found, isDown, exact, amount)
            const quote = quoteConcentrated(pool, { isDown, exact, amount })
            if (quote === null) {
              // What is put in and not taken is no quote of ours.
              if (exact === 'out') expect(told).toBeNull()
              return
            }
            if (told === null) {
              // So far away that the quoter has no gas left.
              expect(Math.abs(quote.after.tick - pool.tick)).toBeGreaterThan(100_000)
              return
            }
            const other = exact === 'in' ? quote.amountOut : quote.amountIn
            expect([other, quote.after.sqrtPriceX96]).toEqual([told.other, told.sqrtPriceX96])
            crossed = Math.max(crossed, told.crossed)
          },
        ),
        { numRuns: 25 },
      )
    }
    expect(crossed).toBeGreaterThan(1)
  })
})
