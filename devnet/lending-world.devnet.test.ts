import { type Address, erc20Abi, keccak256, parseAbi, parseUnits } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { predictSafe } from '../lib/safe/predict'
import { borrower, practiceAave, practiceSpark, practiceUniswapV3 } from './accounts'
import { advanceTime, readPricedAssets, setPrice } from './controls'
import { safeAddresses } from './safe/deploy'
import { connectTestChain } from './test-chain'
import { keepFresh } from './testing/fresh-chain'
import { readLendingMarket } from './testing/lending-market'

const chain = connectTestChain(inject('rpcUrl'))
keepFresh(chain, '0x000000000000000000000000000000000000bEEF')

const abi = parseAbi([
  'function getAssetPrice(address) view returns (uint256)',
  'function getReserveConfigurationData(address) view returns (uint256 decimals, uint256 ltv, uint256 threshold, uint256 bonus, uint256 reserveFactor, bool usable, bool borrowable, bool stable, bool active, bool frozen)',
  'function getReserveCaps(address) view returns (uint256 borrowCap, uint256 supplyCap)',
  'function getPaused(address) view returns (bool)',
  'function getSiloedBorrowing(address) view returns (bool)',
  'function getDebtCeiling(address) view returns (uint256)',
  'function getATokenTotalSupply(address) view returns (uint256)',
  'function getTotalDebt(address) view returns (uint256)',
  'function getPool(address, address, uint24) view returns (address)',
  'function getRate() view returns (uint256)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256, uint256, uint256, uint256 health)',
  'function getOwners() view returns (address[])',
])
const quoterAbi = parseAbi([
  'function quoteExactInputSingle((address tokenIn, address tokenOut, uint256 amountIn, uint24 fee, uint160 sqrtPriceLimitX96)) returns (uint256 amountOut, uint160, uint32 ticks, uint256 gas)',
])

type Reserve = Awaited<ReturnType<typeof readReserves>>[number]

async function readReserves(provider: Address) {
  const { pool, oracle, data, assets } = await readLendingMarket(chain, provider)
  return Promise.all(
    assets.map(async (asset) => {
      const ask = { address: data, abi, args: [asset] } as const
      const [decimals, ltv, threshold, , reserveFactor, , borrowable, , , frozen] = await chain.readContract({
        ...ask,
        functionName: 'getReserveConfigurationData',
      })
      const [borrowCap, supplyCap] = await chain.readContract({ ...ask, functionName: 'getReserveCaps' })
      const whole = (amount: bigint) => Number(amount) / 10 ** Number(decimals)
      return {
        asset,
        pool,
        symbol: await chain.readContract({ address: asset, abi: erc20Abi, functionName: 'symbol' }),
        decimals: Number(decimals),
        ltv,
        threshold,
        reserveFactor,
        borrowable,
        frozen,
        borrowCap: Number(borrowCap),
        supplyCap: Number(supplyCap),
        paused: await chain.readContract({ ...ask, functionName: 'getPaused' }),
        siloed: await chain.readContract({ ...ask, functionName: 'getSiloedBorrowing' }),
        debtCeiling: await chain.readContract({ ...ask, functionName: 'getDebtCeiling' }),
        supplied: whole(await chain.readContract({ ...ask, functionName: 'getATokenTotalSupply' })),
        owed: whole(await chain.readContract({ ...ask, functionName: 'getTotalDebt' })),
        price: await chain.readContract({
          address: oracle,
          abi,
          functionName: 'getAssetPrice',
          args: [asset],
        }),
      }
    }),
  )
}

const named = (reserves: readonly Reserve[], symbol: string): Reserve => {
  const found = reserves.find((reserve) => reserve.symbol === symbol)
  if (!found) throw new Error(`No ${symbol}`)
  return found
}

/** Published by Safe for version 1.4.1 (`@safe-global/safe-deployments`). */
const publishedCode = {
  SafeProxyFactory: '0x50c3cdc4074750a7a974204a716c999edd37482f907608d960b2b025ee0b3317',
  Safe: '0x1fe2df852ba3299d6534ef416eefa406e56ced995bca886ab7a553e6d0c5e1c4',
  SafeL2: '0xb1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff',
  MultiSend: '0x0e4f7fc66550a322d1e7688e181b75e217e662a4f3f4d6a29b22bc61217c4b77',
  MultiSendCallOnly: '0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939',
  CompatibilityFallbackHandler: '0x7c6007a5d711cea8dfd5d91f5940ec29c7f200fe511eb1fc1397b367af3c42f9',
} as const satisfies Readonly<Record<keyof typeof safeAddresses, string>>

describe('Safe on the practice chain', () => {
  it('is at its live addresses, with the code that was published', async () => {
    const names = Object.keys(publishedCode)
    expect(names).toEqual(Object.keys(safeAddresses))
    const codes = Object.values(safeAddresses).map((address) => chain.getCode({ address }))
    const hashes = (await Promise.all(codes)).map((code) => code && keccak256(code))
    expect(hashes).toEqual(Object.values(publishedCode))
  })
})

describe('Aave and Spark on the practice chain', () => {
  it('start at known addresses, with their reserves', async () => {
    const symbols = async (provider: Address) =>
      (await readReserves(provider)).map(({ symbol }) => symbol).join(' ')
    expect(await symbols(practiceAave)).toBe(
      'WETH wstETH weETH USDC USDT SYND sSYND WBTC cbBTC FARM LONE FORMER HALTED',
    )
    expect(await symbols(practiceSpark)).toBe('WETH wstETH SYND sSYND USDC USDT cbBTC')
  })

  it('have each way in which a reserve may stand in the way', async () => {
    const reserves = await readReserves(practiceAave)
    const { supplied, supplyCap, borrowable } = named(reserves, 'weETH')
    expect(borrowable).toBe(false)
    expect(supplied / supplyCap).toBeGreaterThan(0.99)
    expect(supplied).toBeLessThan(supplyCap)
    const { owed, borrowCap } = named(reserves, 'USDT')
    expect(owed / borrowCap).toBeGreaterThan(0.99)
    expect(owed).toBeLessThan(borrowCap)
    expect(named(reserves, 'FARM').debtCeiling).toBe(500_000_00n)
    expect(named(reserves, 'LONE').siloed).toBe(true)
    expect(named(reserves, 'SYND').reserveFactor).toBe(10_000n)
    expect(reserves.filter(({ frozen }) => frozen).map(({ symbol }) => symbol)).toEqual(['FORMER'])
    expect(reserves.filter(({ paused }) => paused).map(({ symbol }) => symbol)).toEqual(['HALTED'])
    expect(named(reserves, 'FORMER').owed).toBeGreaterThan(0)
  })

  it.each([
    ['Aave', practiceAave],
    ['Spark', practiceSpark],
  ])('%s lends ether and dollars at 60 to 90 %% in use', async (_, provider) => {
    const reserves = await readReserves(provider)
    for (const symbol of ['WETH', 'USDC', 'USDT', 'SYND']) {
      const { owed, supplied } = named(reserves, symbol)
      expect(owed / supplied).toBeGreaterThan(0.6)
      expect(owed / supplied).toBeLessThan(0.9)
    }
  })

  it('price staked ether by its rate, which grows', async () => {
    const before = named(await readReserves(practiceAave), 'wstETH')
    await advanceTime(chain, 146 * 86_400)
    const after = named(await readReserves(practiceAave), 'wstETH')
    const rate = await chain.readContract({ address: after.asset, abi, functionName: 'getRate' })
    expect(after.price).toBe((rate * 2_000_00000000n) / 10n ** 18n)
    expect(Number(after.price) / Number(before.price)).toBeCloseTo(1.012, 4)
  })
})

describe('people on the practice chain', () => {
  const keeper = borrower('keeper')

  it.each([
    ['Aave', practiceAave, keeper],
    ['Aave', practiceAave, predictSafe(keeper, 0)],
    ['Aave', practiceAave, predictSafe(keeper, 1)],
    ['Spark', practiceSpark, keeper],
    ['Spark', practiceSpark, predictSafe(keeper, 2)],
  ])('owe something on %s, in their account and in Safes', async (_, provider, holder) => {
    const { pool, assets } = await readLendingMarket(chain, provider)
    const ask = { address: pool, abi, functionName: 'getUserAccountData', args: [holder] } as const
    const [collateral, debt, , , , health] = await chain.readContract(ask)
    expect(collateral).toBeGreaterThan(debt)
    expect(debt).toBeGreaterThan(0n)
    expect(health).toBeGreaterThan(10n ** 18n)
    if (holder === keeper) return
    const owners = await chain.readContract({ address: holder, abi, functionName: 'getOwners' })
    expect(owners.map((one) => one.toLowerCase())).toEqual([keeper])
    for (const address of assets) {
      const held = { address, abi: erc20Abi, functionName: 'balanceOf', args: [holder] } as const
      expect(await chain.readContract(held)).toBe(0n)
    }
  })
})

describe('Uniswap V3 on the practice chain', () => {
  /** How far what a small trade brings is from the oracle's prices, fee included, both ways. */
  async function readDistances(): Promise<readonly number[]> {
    const reserves = await readReserves(practiceAave)
    const trades: readonly (readonly [string, string, number])[] = [
      ['wstETH', 'WETH', 100],
      ['weETH', 'WETH', 500],
      ['WETH', 'USDC', 500],
      ['WETH', 'USDC', 3000],
      ['WETH', 'USDT', 3000],
      ['USDC', 'USDT', 100],
      ['SYND', 'USDC', 100],
      ['WBTC', 'cbBTC', 100],
      ['WBTC', 'WETH', 3000],
      ['FARM', 'USDC', 3000],
    ]
    const distances: number[] = []
    for (const [one, other, fee] of trades) {
      for (const [from, to] of [
        [named(reserves, one), named(reserves, other)],
        [named(reserves, other), named(reserves, one)],
      ] as const) {
        const amountIn = parseUnits('100', 8 + from.decimals) / from.price
        const { result } = await chain.simulateContract({
          address: practiceUniswapV3.quoter,
          abi: quoterAbi,
          functionName: 'quoteExactInputSingle',
          args: [{ tokenIn: from.asset, tokenOut: to.asset, amountIn, fee, sqrtPriceLimitX96: 0n }],
        })
        const worth = (Number(result[0]) / 10 ** to.decimals) * (Number(to.price) / 1e8)
        distances.push(Math.abs(worth / 100 / (1 - fee / 1e6) - 1))
      }
    }
    return distances
  }

  it('trades at the oracle’s prices, its fee apart', async () => {
    expect(Math.max(...(await readDistances()))).toBeLessThan(0.0005)
  })

  it.each(['400', '20000'])('follows the price of ether to %s', async (price) => {
    const weth = (await readPricedAssets(chain)).find(({ symbol }) => symbol === 'WETH')
    if (!weth) throw new Error('No WETH')
    await setPrice(chain, weth.address, price)
    expect(Math.max(...(await readDistances()))).toBeLessThan(0.0005)
  })

  it('follows what staked ether has grown to', async () => {
    await advanceTime(chain, 200 * 86_400)
    expect(Math.max(...(await readDistances()))).toBeLessThan(0.0005)
  })

  it('has pools of several fees for one pair', async () => {
    const reserves = await readReserves(practiceAave)
    const pools = await Promise.all(
      [500, 3000].map((fee) =>
        chain.readContract({
          address: practiceUniswapV3.factory,
          abi,
          functionName: 'getPool',
          args: [named(reserves, 'WETH').asset, named(reserves, 'USDC').asset, fee],
        }),
      ),
    )
    expect(new Set(pools).size).toBe(2)
  })
})
