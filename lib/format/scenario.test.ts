import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from '../domain/asset'
import { WAD } from '../domain/math'
import { formatExposure } from './exposure'
import {
  formatPriceInput,
  formatRateInput,
  noScenarioInputs,
  parseScenarioInputs,
  type ScenarioInputs,
  scalePriceInput,
} from './scenario-inputs'
import { hasScenario } from './scenario-keys'
import { parseScenarioQuery, writeScenarioQuery } from './scenario-query'

const DOLLAR_E8 = 10n ** 8n
const addressOf = (byte: string): Address => `0x${byte.repeat(20)}`
const base = (symbol: string, byte: string, priceE8: bigint) => ({
  asset: { address: addressOf(byte), symbol, name: symbol, decimals: 18 },
  priceE8,
})
const weth = base('WETH', 'aB', 3_000n * DOLLAR_E8)
const usdc = base('USDC', 'Cd', DOLLAR_E8)
const assets = [weth, usdc]
const keyOfWeth = weth.asset.address.toLowerCase()
const keyOfUsdc = usdc.asset.address.toLowerCase()

const price = (now: bigint) => fc.bigInt(now / 1_000_000n + 1n, now * 1_000n).map(formatPriceInput)
const anyInputs: fc.Arbitrary<ScenarioInputs> = fc.record({
  prices: fc
    .record({ weth: fc.option(price(weth.priceE8)), usdc: fc.option(price(usdc.priceE8)) })
    .map((typed) => ({
      ...(typed.weth === null ? {} : { [keyOfWeth]: typed.weth }),
      ...(typed.usdc === null ? {} : { [keyOfUsdc]: typed.usdc }),
    })),
  borrowRate: fc.option(fc.bigInt(0n, 100n * WAD).map((wad) => formatRateInput((wad / WAD) * WAD))),
  days: fc.option(fc.integer({ min: 0, max: 3_650 }).map(String)),
  chartAsset: fc.constantFrom(null, keyOfWeth, keyOfUsdc),
})

describe('a scenario in an address', () => {
  it('comes back as it was written, and leaves the rest of the query alone', () => {
    const others = fc.record({ id: fc.string(), tab: fc.string() })
    fc.assert(
      fc.property(anyInputs, anyInputs, others, (inputs, earlier, rest) => {
        const query = writeScenarioQuery(
          writeScenarioQuery(new URLSearchParams(rest).toString(), earlier),
          inputs,
        )
        expect(parseScenarioQuery(query, assets)).toEqual(inputs)
        expect(Object.fromEntries(new URLSearchParams(query))).toMatchObject(rest)
        expect(hasScenario(query)).toBe(JSON.stringify(inputs) !== JSON.stringify({ ...noScenarioInputs }))
        const cleared = writeScenarioQuery(query, noScenarioInputs)
        expect(Object.fromEntries(new URLSearchParams(cleared))).toEqual(rest)
      }),
    )
  })

  it('is read whatever stands in it, and always makes a scenario', () => {
    const key = fc.constantFrom(
      `price.${weth.asset.address}`,
      `price.${keyOfUsdc}`,
      `price.${addressOf('ee')}`,
      'price.',
      'price.__proto__',
      'borrow-rate',
      'days',
      'chart',
      'id',
    )
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('1', '0', '-1', '1e9', '∞', '0x10', '99999999999999999'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), fc.string(), (pairs, garbage) => {
        for (const query of [new URLSearchParams(pairs).toString(), garbage]) {
          const inputs = parseScenarioQuery(query, assets)
          const { scenario } = parseScenarioInputs(inputs, assets)
          expect(scenario).not.toBeNull()
          for (const change of scenario?.prices ?? []) {
            expect(assets.map(({ asset }) => asset)).toContain(change.asset)
            expect(change.priceE8 > 0n).toBe(true)
          }
        }
      }),
    )
  })

  it('knows assets in either spelling, and no others', () => {
    const query = `id=1&PRICE.${weth.asset.address.toUpperCase()}=1500&price.${addressOf('ee')}=3&days=30`
    expect(parseScenarioQuery(query, assets)).toEqual({
      ...noScenarioInputs,
      prices: { [keyOfWeth]: '1500' },
      days: '30',
    })
    expect(hasScenario(query)).toBe(true)
    expect(hasScenario('id=price.1&day=3')).toBe(false)
  })
})

describe('what was typed', () => {
  it('makes a scenario of exact numbers', () => {
    const inputs = { prices: { [keyOfWeth]: '$1,500.25' }, borrowRate: '7.5 %', days: '30', chartAsset: null }
    expect(parseScenarioInputs(inputs, assets)).toEqual({
      scenario: {
        prices: [{ asset: weth.asset, priceE8: 150_025_000_000n }],
        borrowAprWad: (75n * WAD) / 1_000n,
        days: 30n,
      },
      problems: { prices: {}, borrowRate: null, days: null },
    })
    expect(parseScenarioInputs(noScenarioInputs, assets).scenario).toEqual({ prices: [], days: 0n })
    expect(parseScenarioInputs({ ...noScenarioInputs, borrowRate: '0' }, assets).scenario).toEqual({
      prices: [],
      days: 0n,
      borrowAprWad: 0n,
    })
  })

  it.each([
    ['0', '10,001', '0.5'],
    ['', '', ''],
    ['abc', '-1', '-3'],
    ['3000001', 'x', '3651'],
    ['0.0029', '1e3', '1e3'],
  ])('is said to be wrong where it is: %j, %j, %j', (priceText, borrowRate, daysText) => {
    const inputs = { prices: { [keyOfWeth]: priceText }, borrowRate, days: daysText, chartAsset: null }
    const { scenario, problems } = parseScenarioInputs(inputs, assets)
    expect(scenario).toBeNull()
    expect(Object.keys(problems.prices)).toEqual([keyOfWeth])
    expect([problems.borrowRate, problems.days]).not.toContain(null)
  })

  it('takes a decimal comma, and asks where it may be a thousand', () => {
    const read = (priceText: string, borrowRate: string, days: string) =>
      parseScenarioInputs({ prices: { [keyOfWeth]: priceText }, borrowRate, days, chartAsset: null }, assets)
    expect(read('$2.500,5', '7,5 %', '3,650').scenario).toEqual({
      prices: [{ asset: weth.asset, priceE8: 250_050_000_000n }],
      borrowAprWad: (75n * WAD) / 1_000n,
      days: 3_650n,
    })
    expect(read('$2,500', '1,000%', '0').problems).toEqual({
      prices: { [keyOfWeth]: 'Did you mean 2500 or 2.500? Write it without a comma.' },
      borrowRate: 'Did you mean 1000 or 1.000? Write it without a comma.',
      days: null,
    })
  })

  it('is written the way it is read', () => {
    expect(scalePriceInput(weth, 50)).toBe('1500')
    expect(scalePriceInput(weth, 1)).toBe('30')
    expect(scalePriceInput(base('SHIB', 'ef', 12n), 1)).toBe('0.00000001')
    expect(formatPriceInput(99_123_456n)).toBe('0.99123456')
    expect(formatRateInput(WAD / 20n + 1n)).toBe('5.01')
  })
})

describe('net exposure in words', () => {
  const of = (valueE8: bigint) => formatExposure({ asset: weth.asset, valueE8 }, 30_000n * DOLLAR_E8)

  it('says which way one loses, and how much', () => {
    expect(of(15_000n * DOLLAR_E8)).toBe('You lose if WETH falls: about $150.00 for each 1%.')
    expect(of(-5_000n * DOLLAR_E8 - 1n)).toBe('You lose if WETH rises: about $50.01 for each 1%.')
    expect(of(-150n * DOLLAR_E8)).toBe('It hardly matters how WETH moves.')
  })
})
