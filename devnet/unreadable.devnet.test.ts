import { createClient, http } from 'viem'
import { describe, expect, inject, test } from 'vitest'
import { practiceChain } from '../lib/config/chains'
import { type Address, isSameAddress } from '../lib/domain/asset'
import { stateOf } from '../lib/protocols/gearbox-v3/read/convert'
import { gearboxV3Reader } from '../lib/protocols/gearbox-v3/reader'
import { borrower } from './accounts'
import { connectTestChain } from './test-chain'
import { keepFresh } from './testing/fresh-chain'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const watched = borrower('lp 3x')
/** Code that reverts whatever is asked. */
const REVERTS = '0x5f5ffd'
const ANSWERS_NOTHING = '0x00'

keepFresh(chain, watched)

describe('what reverts', () => {
  // a client of its own, which knows nothing yet
  const read = () =>
    gearboxV3Reader.fetchAccount(createClient({ transport: http(url) }), practiceChain.id, watched)
  async function readBent(address: Address) {
    await chain.setCode({ address, bytecode: REVERTS })
    return read()
  }

  test('a token: what holds or trades it is left out, all else is there', async () => {
    const before = await read()
    const synth = before.wallet.find(({ asset }) => asset.symbol === 'SYND')?.asset
    if (!synth) throw new Error('No SYND')
    const after = await readBent(synth.address)
    const lost = (a: { asset: { symbol: string } }) => !['SYND', 'sSYND', 'sSYN'].includes(a.asset.symbol)
    expect(after.markets.farms.map(({ id }) => id)).toEqual(
      before.markets.farms.filter(lost).map(({ id }) => id),
    )
    expect(after.positions).toHaveLength(1)
    expect(after.markets.issues).toContainEqual(expect.objectContaining({ code: 'unreadable' }))
    expect(JSON.stringify(stateOf(after.markets).raw.unreadable)).toContain('decimals() reverts')
  })

  test('a market: the other one is there', async () => {
    const before = await read()
    const [usdc, weth] = stateOf(before.markets).raw.markets
    if (!usdc || !weth) throw new Error('Two markets are needed')
    const after = await readBent(weth.pool)
    const farms = before.markets.farms.filter(({ market }) => isSameAddress(market, usdc.creditManager))
    expect(after.markets.farms).toHaveLength(farms.length)
    expect(stateOf(after.markets).raw.unreadable).toContainEqual(
      expect.objectContaining({ kind: 'market', name: 'Practice WETH' }),
    )
  })

  test('a pool: its share is no farm, nor what is staked of it, and both say why', async () => {
    const before = await read()
    const [market] = stateOf(before.markets).raw.markets
    const pool = market?.balancerPools[0]
    const staking = market?.stakings.find(({ stakingToken }) => stakingToken === pool?.pool)
    if (!pool || !staking) throw new Error('No pool whose share is staked')
    const after = await readBent(pool.pool)
    const others = before.markets.farms.filter(
      ({ asset: { address } }) =>
        ![pool.pool, staking.phantomToken].some((lost) => isSameAddress(lost, address)),
    )
    expect(after.markets.farms.map(({ id }) => id)).toEqual(others.map(({ id }) => id))
    const { unreadable } = stateOf(after.markets).raw
    expect(unreadable).toContainEqual(
      expect.objectContaining({ kind: 'token', address: pool.pool, reason: 'decimals() reverts' }),
    )
    expect(unreadable).toContainEqual(
      expect.objectContaining({
        kind: 'token',
        address: staking.phantomToken,
        reason: expect.stringMatching(/^it rests on .+, which cannot be read$/),
      }),
    )
  })

  test('a stake: what it gives out is no holding of itself, and counts for as much as before', async () => {
    const before = await read()
    const [market] = stateOf(before.markets).raw.markets
    const staking = market?.stakings[0]
    if (!market || !staking) throw new Error('No stake')
    // it holds and trades all the same: only what it pays is not to be had
    await chain.setCode({ address: staking.target, bytecode: ANSWERS_NOTHING })
    const after = await read()
    const lost = ({ asset: { address } }: { asset: { address: Address } }) =>
      isSameAddress(address, staking.phantomToken)
    expect(
      after.markets.farms.filter(({ market: of }) => isSameAddress(of, market.creditManager)).some(lost),
    ).toBe(false)
    expect(stateOf(after.markets).raw.unreadable).toContainEqual(
      expect.objectContaining({ kind: 'token', address: staking.phantomToken }),
    )
  })
})
