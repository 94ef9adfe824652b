import { parseAbi, parseUnits } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { practiceAave, practiceUniswapV3 } from '../../../../../devnet/accounts'
import { connectTestChain } from '../../../../../devnet/test-chain'
import { keepFresh } from '../../../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../../../devnet/testing/lending-market'
import { askAmong, waitWhereUnanswered } from '../../../../domain/question'
import { type Answers, readAnswers } from '../../../batch/answers'
import { type Batch, createBatch } from '../../../batch/batch'
import { fetchBatch } from '../../../batch/fetch-batch'
import type { Exchange, Trade } from '../venue'
import { openExchange } from './draft'
import { findPools, listPairs, mapPools, readPools, type UniswapV3Pool } from './read'

const chain = connectTestChain(inject('rpcUrl'))
keepFresh(chain, '0x000000000000000000000000000000000000bEEF')

const { factory, quoter } = practiceUniswapV3
const abi = parseAbi([
  'event PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
])

let requests = 0
async function ask<Found>(plan: (batch: Batch) => (answers: Answers) => Found): Promise<Found> {
  const batch = createBatch()
  const decode = plan(batch)
  const pages = batch.pages()
  requests += pages.length
  const { answers } = await fetchBatch(chain, pages, 'latest')
  return decode(readAnswers(answers))
}

async function readAll() {
  const { assets } = await readLendingMarket(chain, practiceAave)
  const found = await ask((batch) => findPools(batch, factory, listPairs(assets)))
  const mapped = await ask((batch) => mapPools(batch, found.pools))
  const read = await ask((batch) => readPools(batch, mapped.pools))
  return { found, mapped, read }
}

describe('the pools of Uniswap V3', { timeout: 60_000 }, () => {
  it('are all that trade two assets of a market, each part of it in one request', async () => {
    const logs = await chain.getContractEvents({
      address: factory,
      abi,
      eventName: 'PoolCreated',
      fromBlock: 0n,
      strict: true,
    })
    requests = 0
    const { found, mapped, read } = await readAll()
    expect(requests).toBe(3)
    const created = logs.map(({ args }) => args.pool)
    expect(created).toHaveLength(14)
    expect(read.pools.map(({ address }) => address).sort()).toEqual([...created].sort())
    expect([found, mapped, read].flatMap(({ unreadable }) => unreadable)).toEqual([])
    // Two ranges near the price; the ends of the widest are beyond the window.
    expect(Math.max(...read.pools.map(({ ticks }) => ticks.length))).toBe(4)
  })

  it('one that reverts is unreadable by itself', async () => {
    const { read } = await readAll()
    const [first] = read.pools
    if (!first) throw new Error('No pool')
    // revert(0, 0)
    await chain.setCode({ address: first.address, bytecode: '0x5f5ffd' })
    const { found, read: again } = await readAll()
    expect(found.unreadable).toEqual([
      { address: first.address, pair: [first.token0, first.token1], reason: 'slot0() reverts' },
    ])
    expect(again.pools).toHaveLength(read.pools.length - 1)
  })
})

/** Quotes one trade after the other, asking the chain as often as that takes. */
async function walk(
  open: (answers: Readonly<Record<string, `0x${string}` | null>>) => Exchange,
  trades: readonly Trade[],
) {
  const answers: Record<string, `0x${string}` | null> = {}
  for (let asked = 0; ; asked++) {
    const outcome = waitWhereUnanswered(() => {
      let exchange = open(answers)
      return {
        quotes: trades.map((trade) => {
          const quote = exchange.quote(trade)
          if (!quote) throw new Error('Not quoted')
          exchange = quote.after
          return quote
        }),
      }
    })
    if ('quotes' in outcome) return { quotes: outcome.quotes, asked }
    const { waitsFor } = outcome
    if (!waitsFor) throw new Error('Refused')
    const { data } = await chain.call({ to: waitsFor.to, data: waitsFor.data })
    answers[waitsFor.key] = data ?? null
  }
}

it('what goes beyond what was read is asked of the chain’s quoter, and hardly differs', async () => {
  // ether and staked ether come first
  const { assets } = await readLendingMarket(chain, practiceAave)
  const { read } = await readAll()
  const isStaked = ({ token0, token1 }: UniswapV3Pool) =>
    [token0, token1].every((token) => assets.slice(0, 2).includes(token))
  const pool = read.pools.find(isStaked)
  if (!pool) throw new Error('No pool')
  const narrow: UniswapV3Pool = { ...pool, from: pool.tick - 1, to: pool.tick + 2, ticks: [] }
  const trades = [1n, 600n, 200n].map(
    (times): Trade => ({
      from: pool.token1,
      to: pool.token0,
      exact: 'in',
      amount: parseUnits('1', 18) * times,
    }),
  )
  const known = await walk(() => openExchange(pool, null), trades)
  const asked = await walk(
    (answers) => openExchange(narrow, { address: quoter, ask: askAmong(answers) }),
    trades,
  )
  // The first stays within what was read.
  expect([known.asked, asked.asked]).toEqual([0, 2])
  for (const [index, { amountOut }] of asked.quotes.entries()) {
    const truth = known.quotes[index]?.amountOut ?? 0n
    expect(amountOut).toBeLessThanOrEqual(truth)
    expect(truth - amountOut).toBeLessThan(20n)
  }
})
