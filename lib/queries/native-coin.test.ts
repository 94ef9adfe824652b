import { zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { chains } from '../config/chains'
import type { Address, Asset } from '../domain/asset'
import { nativeCoinOf, offerCoin, offerCoinBack } from './native-coin'

const [{ id: chainId, nativeCurrency }] = chains
const assetAt = (address: Address): Asset => ({ address, symbol: 'WETH', name: 'Any', decimals: 18 })
const [wrapped, other] = [assetAt(`0x${'ab'.repeat(20)}`), assetAt(`0x${'cd'.repeat(20)}`)]
const coin = { address: zeroAddress, ...nativeCurrency }
const markets = { chainId, wrappedCoin: { token: `0x${'AB'.repeat(20)}`, isGiven: true } } as const

test('the coin stands after what it is wrapped as, by its address and not by its symbol', () => {
  expect(offerCoin([other, wrapped], markets)).toEqual([other, wrapped, coin])
  expect(offerCoin([wrapped, other], markets)).toEqual([wrapped, coin, other])
  expect(offerCoin([other], markets)).toEqual([other])
  expect(offerCoin([wrapped], { chainId })).toEqual([wrapped])
})

test('it is given only where operations give it', () => {
  expect(offerCoinBack([wrapped], markets)).toEqual([wrapped, coin])
  const wrappedCoin = { ...markets.wrappedCoin, isGiven: false }
  expect(offerCoinBack([wrapped], { chainId, wrappedCoin })).toEqual([wrapped])
})

test('it is the same object every time', () => {
  expect(nativeCoinOf(chainId)).toBe(nativeCoinOf(chainId))
  expect(nativeCoinOf(chainId)).toEqual(coin)
})
