import { describe, expect, it } from 'vitest'
import { makeRefusal } from './refusal'
import { words, wordsOf } from './words'

const usdc = { symbol: 'USDC', decimals: 6 }

describe('the words for what the protocol does not allow', () => {
  it.each(Object.entries(words))('%s: sentences, with only details that are given along', (_, said) => {
    for (const text of [said.text, said.none ?? said.text]) {
      expect(text).toMatch(/^[A-Z].*[.]$/)
      expect(
        text.match(/\{\w+\}/g)?.every((name) => ['{available}', '{asset}', '{most}'].includes(name)) ?? true,
      ).toBe(true)
    }
    expect(said.title).toMatch(/^[A-Z].*[^.]$/)
  })

  it('tell nothing left from too little', () => {
    const of = (amount: bigint) =>
      wordsOf('pool-liquidity-too-low', { available: { asset: usdc, amount } })?.text
    expect(of(0n)).toContain('All of the pool is lent out')
    expect(of(1n)).toContain('{available}')
  })

  it('come with every refusal of a code that is the protocol’s own, and with no other', () => {
    expect(makeRefusal('market-paused').words?.title).toBe('The market is paused')
    expect(makeRefusal('amount-zero')).not.toHaveProperty('words')
  })
})
