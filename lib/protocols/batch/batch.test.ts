import type { Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { NoCodeError } from '../../domain/no-code-error'
import { readAnswers } from './answers'
import { createBatch, decodeBatch, type GasOfCalls } from './batch'
import { mapSelectors, parseCalls } from './testing/batch-wire'

const token: Hex = '0x00000000000000000000000000000000000000aa'
const manager: Hex = '0x00000000000000000000000000000000000000bb'

const selectors = mapSelectors(['paused()', 'balanceOf(address)'])

describe('a batch', () => {
  test('carries each call once, and each word of them once', () => {
    const batch = createBatch()
    const first = batch.call(token, 'paused()')
    const other = batch.call(manager, 'paused()')
    expect(batch.call(token.toUpperCase().replace('0X', '0x') as Hex, 'paused()')).toBe(first)
    expect(other).not.toBe(first)
    const [page = '0x'] = batch.pages()
    expect(parseCalls(page, selectors).map(({ target, signature }) => [target, signature])).toEqual([
      [token, 'paused()'],
      [manager, 'paused()'],
    ])
    expect(page.match(/aa/g)).toHaveLength(1)
    expect(batch.count()).toBe(2)
  })

  test('begins a page between sections alone, and is one page where that is asked for', () => {
    const fill = (isOnePage: boolean) => {
      const batch = createBatch({ isOnePage })
      for (let section = 0; section < 3; section++) {
        batch.section()
        for (let i = 0; i < 2_000; i++)
          batch.call(token, 'balanceOf(address)', [BigInt(section * 2_000 + i + 1)])
      }
      return batch.pages()
    }
    expect(fill(true)).toHaveLength(1)
    const pages = fill(false)
    expect(pages).toHaveLength(3)
    expect(pages.map((page) => parseCalls(page, selectors).length)).toEqual([2_000, 2_000, 2_000])
  })

  test('begins a page where calls take more gas than others', () => {
    const count = (gasOf: GasOfCalls) => {
      const batch = createBatch({ gasOf })
      for (const target of [token, manager]) {
        batch.section()
        batch.call(target, 'paused()')
      }
      return batch.pages().length
    }
    expect(count({})).toBe(1)
    expect(count({ 'paused()': 11_000_000 })).toBe(2)
  })
})

describe('its answer', () => {
  const head = '0x010701'
  test('has words of any length, and what reverted', () => {
    const { blockNumber, timestamp, answers } = decodeBatch(`${head}54${'030001ff'}${'0002beef'}${'01'}`)
    expect([blockNumber, timestamp]).toEqual([7n, 0x54n])
    expect(answers).toEqual([{ words: [0n, 255n] }, { reverted: '0xbeef' }, { words: [] }])
    const { word, attempt } = readAnswers(answers)
    expect(word(0, 'it', 1)).toBe(255n)
    expect(() => word(1, 'decimals()')).toThrow('decimals() reverts')
    expect(() => word(2, 'decimals()')).toThrow('decimals() answers nothing')
    expect(attempt(() => word(1, 'decimals()'))).toBeUndefined()
  })

  test('that ends too early is nonsense, and none is of a node that ran no code', () => {
    expect(() => decodeBatch(`${head}540302`)).toThrow(RangeError)
    expect(() => decodeBatch('0x1234')).toThrow(RangeError)
    expect(() => decodeBatch('0x')).toThrow(NoCodeError)
  })
})
