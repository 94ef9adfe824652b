import { expect, inject, test } from 'vitest'
import { practiceChain } from '../lib/config/chains'
import { isDollar as isDollarOnAave } from '../lib/protocols/aave-v3/addresses'
import { gearboxV3 } from '../lib/protocols/gearbox-v3'
import { isDollar } from '../lib/protocols/gearbox-v3/addresses'
import { readPricedAssets } from './controls'
import { createHarness } from './testing/harness'

const { chain, readMarkets } = createHarness(gearboxV3, inject('rpcUrl'))

test('the practice chain’s dollars are those that are known by address, the two-dollar reward none of them', async () => {
  const assets = await readPricedAssets(chain)
  const dollarsBy = (is: typeof isDollar) =>
    assets.filter(({ address }) => is(practiceChain.id, address)).map(({ symbol }) => symbol)
  expect(dollarsBy(isDollar)).toEqual(['USDC', 'USDT', 'SYND'])
  expect(dollarsBy(isDollarOnAave)).toEqual(['USDC', 'USDT', 'SYND', 'LONE'])
  const symbols = assets.map(({ symbol }) => symbol)
  expect(symbols).toEqual(['WETH', 'USDC', 'USDT', 'SYND', 'FARM', 'WBTC', 'cbBTC', 'LONE'])
})

test('farms know it of every price that they follow', async () => {
  const { farms } = await readMarkets()
  const bases = farms.flatMap(({ exposures, debtExposures }) => [...exposures, ...debtExposures])
  const known = new Map(bases.map(({ asset, isDollar: is }) => [asset.symbol, is]))
  expect(Object.fromEntries(known)).toEqual({ USDC: true, SYND: true, WETH: false })
})
