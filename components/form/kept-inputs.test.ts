import { describe, expect, it, vi } from 'vitest'
import { createInputStore, type InputStorage } from './kept-inputs'

/** A `sessionStorage` that lives in memory, and the page that a reload makes of it. */
function makePages(stored: string | null = null) {
  let text = stored
  const storage: InputStorage = {
    getItem: () => text,
    setItem: (_, value) => {
      text = value
    },
    removeItem: () => {
      text = null
    },
  }
  return { load: () => createInputStore(() => storage), read: () => text }
}

const textsOf = (store: ReturnType<typeof createInputStore>, form: string) =>
  Object.fromEntries(store.textsOf(form))

describe('what is typed', () => {
  it('is told to whoever shows it, and is the same object while it is the same', () => {
    const store = makePages().load()
    const listener = vi.fn()
    const unsubscribe = store.subscribe(listener)
    store.type('repay', { amount: '12.5', max: null })
    expect(textsOf(store, 'repay')).toEqual({ amount: '12.5' })
    expect(store.textsOf('repay')).toBe(store.textsOf('repay'))
    expect(store.textsOf('borrow')).toBe(store.textsOf('close'))
    unsubscribe()
    store.type('repay', { amount: null, max: 'max' })
    expect(textsOf(store, 'repay')).toEqual({ max: 'max' })
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('is there after a reload, as each form has it, and is gone once all of it is emptied', () => {
    const pages = makePages()
    const store = pages.load()
    store.type('repay', { amount: '12.5' })
    store.type('withdraw', { floor: '', asset: '0xaa' })
    expect(textsOf(pages.load(), 'repay')).toEqual({ amount: '12.5' })
    // An emptied field is not one that nobody touched.
    expect(textsOf(pages.load(), 'withdraw')).toEqual({ floor: '', asset: '0xaa' })
    store.type('repay', { amount: null })
    store.type('withdraw', { floor: null, asset: null })
    expect(pages.read()).toBeNull()
  })

  it('is kept without storage, until the page is left', () => {
    const forbidden = createInputStore(() => {
      throw new Error('SecurityError')
    })
    forbidden.type('repay', { amount: '1' })
    expect(textsOf(forbidden, 'repay')).toEqual({ amount: '1' })
    const nowhere = createInputStore(() => null)
    nowhere.type('repay', { amount: '1' })
    expect(textsOf(nowhere, 'repay')).toEqual({ amount: '1' })
  })

  it('lets the oldest forms go', () => {
    const pages = makePages()
    const store = pages.load()
    for (let i = 0; i < 60; i++) store.type(`repay|${i}`, { amount: `${i}` })
    store.type('repay|10', { amount: 'again' })
    const later = pages.load()
    expect(textsOf(later, 'repay|11')).toEqual({})
    expect(textsOf(later, 'repay|10')).toEqual({ amount: 'again' })
    expect(textsOf(later, 'repay|59')).toEqual({ amount: '59' })
  })
})

describe('what was sent', () => {
  it('stays in its form, and is not there after a reload', () => {
    const pages = makePages()
    const store = pages.load()
    store.type('repay', { amount: '12.5' })
    store.type('borrow', { amount: '3' })
    store.markSent('repay', true)
    expect(textsOf(store, 'repay')).toEqual({ amount: '12.5' })
    expect(textsOf(pages.load(), 'repay')).toEqual({})
    expect(textsOf(pages.load(), 'borrow')).toEqual({ amount: '3' })
  })

  it('is kept again where the wallet refuses it, or something else is typed', () => {
    const pages = makePages()
    const store = pages.load()
    store.type('repay', { amount: '12.5' })
    store.markSent('repay', true)
    store.markSent('repay', false)
    expect(textsOf(pages.load(), 'repay')).toEqual({ amount: '12.5' })
    store.markSent('repay', true)
    store.type('repay', { amount: '13' })
    expect(textsOf(pages.load(), 'repay')).toEqual({ amount: '13' })
  })
})

it('a link beats what is kept of its form, all of it, and once', () => {
  const pages = makePages()
  pages.load().type('open', { amount: '1', leverage: '3', slippage: '30' })
  const store = pages.load()
  store.type('lend', { amount: '7' })
  store.link('open', { amount: '5', leverage: null, asset: null })
  expect(textsOf(store, 'open')).toEqual({ amount: '5' })
  expect(textsOf(store, 'lend')).toEqual({ amount: '7' })
  store.type('open', { amount: '6' })
  store.link('open', { amount: '5', leverage: null, asset: null })
  expect(textsOf(store, 'open')).toEqual({ amount: '6' })
})

it('a form that no link led to takes none later, when its own page has written into the address', () => {
  const store = makePages().load()
  store.link('open', null)
  store.type('open', { max: 'max', slippage: '30' })
  store.link('open', { amount: '5', leverage: '2', asset: null })
  expect(textsOf(store, 'open')).toEqual({ max: 'max', slippage: '30' })
})

describe('of what storage holds', () => {
  it.each([
    ['no JSON', '{"repay":'],
    ['nothing', 'null'],
    ['a text', '"repay"'],
    ['a number', '7'],
    ['lists', '[["repay",[["amount","1"]]]]'],
    ['a form that is none', '{"repay":"12","open":null,"lend":7}'],
    ['fields that are no text', '{"repay":{"amount":12,"max":true,"asset":{"a":"b"},"use":null}}'],
    ['a text that nobody types', JSON.stringify({ repay: { amount: '9'.repeat(121) } })],
  ])('%s counts for nothing', (_, stored) => {
    expect(textsOf(makePages(stored).load(), 'repay')).toEqual({})
  })

  it('what is sound beside what is not counts', () => {
    const stored = '{"repay":{"amount":"12","max":7},"open":[],"__proto__":{"amount":"1"}}'
    const store = makePages(stored).load()
    expect(textsOf(store, 'repay')).toEqual({ amount: '12' })
    expect(textsOf(store, 'toString')).toEqual({})
  })
})
