import fc from 'fast-check'
import { decodeFunctionData, encodeAbiParameters, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { quoteConcentrated } from '../../../../domain/concentrated-swap'
import { WAD } from '../../../../domain/math'
import { type Ask, askAmong, waitWhereUnanswered } from '../../../../domain/question'
import { makeV3Pool, narrowPool, usdc, weth, wstEth } from '../../testing/pools'
import type { Exchange, Trade } from '../venue'
import { quoterAbi } from './abi'
import { findBestExchange, openExchange } from './draft'
import type { UniswapV3Pool } from './read'

const quoterAddress = '0x4444444444444444444444444444444444444444'
const unit = 10n ** 18n
const pool = makeV3Pool({ sides: [weth, wstEth] })
const sell = (amount: bigint): Trade => ({ from: weth.address, to: wstEth.address, exact: 'in', amount })
const buy = (amount: bigint): Trade => ({ from: weth.address, to: wstEth.address, exact: 'out', amount })

/** Answers as `QuoterV2` does, which knows all of the pool. */
function quoterOf(whole: UniswapV3Pool) {
  let asked = 0
  const ask: Ask = (_, data) => {
    asked += 1
    const { functionName, args } = decodeFunctionData({ abi: quoterAbi, data })
    const exact = functionName === 'quoteExactInputSingle' ? 'in' : 'out'
    const amount = 'amountIn' in args[0] ? args[0].amountIn : args[0].amount
    const isDown = args[0].tokenIn.toLowerCase() === whole.token0.toLowerCase()
    const quote = quoteConcentrated(whole, { isDown, exact, amount })
    const uint = { type: 'uint256' } as const
    const answered = exact === 'in' ? quote?.amountOut : quote?.amountIn
    return answered === undefined
      ? null
      : encodeAbiParameters([uint, uint, uint, uint], [answered, quote?.after.sqrtPriceX96 ?? 0n, 0n, 0n])
  }
  return { quoter: { address: quoterAddress, ask } as const, count: () => asked }
}

function walk(start: Exchange, trades: readonly Trade[]) {
  let exchange = start
  return trades.map((trade) => {
    const quote = exchange.quote(trade)
    if (!quote) throw new Error('Not quoted')
    exchange = quote.after
    return quote
  })
}

describe('a pool of Uniswap V3', () => {
  it('quotes each trade in the pool that the ones before it left', () => {
    const amounts = [3n * unit, 500n * unit, 40n * unit]
    let state = { ...pool }
    const expected = amounts.map((amount) => {
      const quote = quoteConcentrated(state, { isDown: true, exact: 'in', amount })
      if (!quote) throw new Error('Not quoted')
      state = { ...state, ...quote.after }
      return quote.amountOut
    })
    const quotes = walk(openExchange(pool, null), amounts.map(sell))
    expect(quotes.map(({ amountOut }) => amountOut)).toEqual(expected)
    const [first, second, third] = quotes.map(({ priceImpactWad }) => priceImpactWad)
    // Told from the price before all of them.
    expect(second).toBeGreaterThan(first ?? 0n)
    expect(third).toBeGreaterThan(second ?? 0n)
  })

  it('tells fee and moved price apart: together they are what a trade loses', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.bigInt({ min: unit / 100n, max: 3_000n * unit }), (isSale, amount) => {
        const quote = openExchange(pool, null).quote(isSale ? sell(amount) : buy(amount))
        if (!quote) throw new Error('Not quoted')
        const { amountIn, amountOut, feeWad, priceImpactWad } = quote
        // 2,000 against 2,400
        const fair = (amountIn * 5n) / 6n
        const kept = (((WAD - feeWad) * (WAD - priceImpactWad)) / WAD) * fair
        expect(Number(kept / WAD) / Number(amountOut)).toBeCloseTo(1, 9)
        expect(feeWad).toBe(WAD / 10_000n)
        expect(priceImpactWad).toBeGreaterThan(0n)
      }),
    )
  })

  it('never brings more than the price now says', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 3_000n * unit }), (amount) => {
        const exchange = openExchange(pool, null)
        const most = exchange.computeMostOut(weth.address, amount)
        expect(exchange.quote(sell(amount))?.amountOut).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('quotes nothing of other assets, and not nothing', () => {
    const exchange = openExchange(pool, null)
    expect(exchange.quote({ ...sell(unit), to: usdc.address })).toBeNull()
    expect(exchange.quote({ ...sell(unit), from: zeroAddress })).toBeNull()
    expect(exchange.quote({ ...sell(unit), to: weth.address })).toBeNull()
    expect(exchange.quote(sell(0n))).toBeNull()
  })
})

describe('beyond what was read of a pool', () => {
  it('nothing is quoted without a quoter', () => {
    const exchange = openExchange(narrowPool(pool, 50), null)
    expect(exchange.quote(sell(unit))).not.toBeNull()
    expect(exchange.quote(sell(9_000n * unit))).toBeNull()
    const { quoter } = quoterOf(pool)
    const asking = openExchange(narrowPool(pool, 50), quoter)
    expect(asking.quote(sell(9_000n * unit))).not.toBeNull()
    expect(asking.withoutAsking().quote(sell(9_000n * unit))).toBeNull()
  })

  it('a draft waits for the quoter’s answer, and has it the next time', () => {
    const draft = (answers: Readonly<Record<string, `0x${string}` | null>>) =>
      waitWhereUnanswered(() => ({
        quote: openExchange(narrowPool(pool, 50), {
          address: quoterAddress,
          ask: askAmong(answers),
        }).quote(sell(9_000n * unit)),
      }))
    const waiting = draft({})
    if (!('waitsFor' in waiting) || !waiting.waitsFor) throw new Error('It does not wait')
    const { key, to, data } = waiting.waitsFor
    expect(to).toBe(quoterAddress)
    const answer = quoterOf(pool).quoter.ask(to, data)
    expect(draft({ [key]: answer })).toMatchObject({
      quote: {
        amountOut: quoteConcentrated(pool, { isDown: true, exact: 'in', amount: 9_000n * unit })?.amountOut,
      },
    })
    expect(draft({ [key]: null })).toEqual({ quote: null })
  })

  it('trades after others are told from all of them together, a few units against the account', () => {
    // together no more than there is near the price
    const anyAmount = fc.bigInt({ min: unit / 1_000n, max: 1_500n * unit })
    const someAmounts = fc.array(anyAmount, { minLength: 1, maxLength: 5 })
    const anySides = fc.constantFrom([weth, wstEth] as const, [usdc, weth] as const)
    let asked = 0
    fc.assert(
      fc.property(
        someAmounts,
        fc.boolean(),
        anySides,
        fc.integer({ min: 5, max: 60 }),
        (amounts, endsExact, sides, width) => {
          const whole = makeV3Pool({ sides, tickSpacing: 10, feePips: 500n })
          const isFirst = sides[0] === usdc
          const scale = (amount: bigint) => (isFirst ? amount / 10n ** 9n : amount)
          const trades = amounts.map((amount, index): Trade => {
            const exact = endsExact && index === amounts.length - 1 ? 'out' : 'in'
            const [from, to] = [sides[0].address, sides[1].address]
            return { from, to, exact, amount: exact === 'in' ? scale(amount) : amount / 4n }
          })
          const { quoter, count } = quoterOf(whole)
          const told = walk(openExchange(narrowPool(whole, width), quoter), trades)
          const real = walk(openExchange(whole, null), trades)
          asked += count()
          for (const [index, { amountIn, amountOut }] of told.entries()) {
            const truth = real[index]
            if (!truth) throw new Error('Not traded')
            expect(amountOut).toBeLessThanOrEqual(truth.amountOut)
            expect(amountIn).toBeGreaterThanOrEqual(truth.amountIn)
            // a millionth of a dollar is 5e8 wei
            const slack = isFirst ? 6_000_000_000n : 20n
            expect(truth.amountOut - amountOut).toBeLessThan(slack)
            expect(amountIn - truth.amountIn).toBeLessThan(50n)
          }
        },
      ),
      { numRuns: 200 },
    )
    expect(asked).toBeGreaterThan(50)
  })

  it('nothing is told after trades both ways', () => {
    const { quoter } = quoterOf(pool)
    const [, back] = walk(openExchange(narrowPool(pool, 50), quoter), [
      sell(unit),
      { from: wstEth.address, to: weth.address, exact: 'in', amount: unit / 2n },
    ])
    expect(back?.after.quote(sell(9_000n * unit))).toBeNull()
  })
})

describe('the best of several pools', () => {
  const cheap = makeV3Pool({
    sides: [weth, wstEth],
    near: 100_000n,
    wide: 10_000n,
    address: `0x${'7'.repeat(40)}`,
  })
  const deep = makeV3Pool({
    sides: [weth, wstEth],
    feePips: 500n,
    tickSpacing: 10,
    address: `0x${'8'.repeat(40)}`,
  })
  const other = makeV3Pool({ sides: [usdc, weth] })
  const never: Ask = () => {
    throw new Error('Asked')
  }
  const find = (trade: Trade, pools = [other, cheap, deep], ask = never) =>
    findBestExchange(pools, trade, { address: quoterAddress, ask })?.place

  it('is the cheaper for a little, and the deeper for much', () => {
    expect(find(sell(unit / 10n))).toMatchObject({ pool: cheap.address, feePips: 100 })
    expect(find(sell(400n * unit))).toMatchObject({ pool: deep.address, feePips: 500 })
    expect(find(buy(unit / 10n))?.pool).toBe(cheap.address)
    expect(find(buy(400n * unit))?.pool).toBe(deep.address)
    // In whatever order they come.
    expect(find(sell(unit / 10n), [deep, cheap])?.pool).toBe(cheap.address)
    expect(find(buy(unit / 10n), [deep, cheap])?.pool).toBe(cheap.address)
  })

  it('is none of another pair', () => {
    expect(find(sell(unit), [other])).toBeUndefined()
  })

  it('is not asked for where one takes all of it within what was read', () => {
    expect(find(sell(400n * unit), [narrowPool(cheap, 20), deep])?.pool).toBe(deep.address)
    const { quoter, count } = quoterOf(cheap)
    const pools = [narrowPool(cheap, 20)]
    expect(find(sell(400n * unit), pools, quoter.ask)?.pool).toBe(cheap.address)
    expect(count()).toBe(1)
  })
})
