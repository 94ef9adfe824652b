import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WAD } from '../domain/math'
import { formatAmount } from './amount'
import { formatHealthFactor } from './health-factor'
import { formatMultiple } from './multiple'
import { formatPercent } from './percent'
import { formatPrice, formatValue } from './value'
import { formatValueCompact } from './value-compact'

type Rounding = 'down' | 'up'

const ether = { id: 'ether', symbol: 'ETH' }

/** Each kind of figure: how it is written, how many decimals it has, and its unit in the text. */
const KINDS = {
  percent: { write: (value: bigint, rounding: Rounding) => formatPercent(value, { rounding }), decimals: 16 },
  multiple: { write: formatMultiple, decimals: 18 },
  dollars: { write: (value: bigint, rounding: Rounding) => formatValue(value, { rounding }), decimals: 8 },
  ether: {
    write: (value: bigint, rounding: Rounding) => formatValue(value, { rounding, unit: ether }),
    decimals: 8,
  },
  amount: {
    write: (value: bigint, rounding: Rounding) => formatAmount(value, 18, { rounding }),
    decimals: 18,
  },
} as const
const kinds = Object.entries(KINDS).map(([name, kind]) => ({ name, ...kind }))
const anyValue = fc.oneof(
  fc.bigInt(-(10n ** 40n), 10n ** 40n),
  fc.bigInt(-(10n ** 19n), 10n ** 19n),
  fc.bigInt(-(10n ** 7n), 10n ** 7n),
)

/** What a text without "<", ">" or words says, in the figure's own unit. */
function read(text: string, decimals: number): bigint | null {
  const match = /^(−?)\$?([\d,]+)(?:\.(\d+))?[x%]?(?: ETH)?$/.exec(text)
  if (!match) return null
  const [, minus, whole = '', fraction = ''] = match
  const digits = BigInt(whole.replaceAll(',', '') + fraction.padEnd(decimals, '0'))
  return minus ? -digits : digits
}

describe.each(kinds)('$name', ({ name, write, decimals }) => {
  // A multiple of one's own is never negative.
  const values = name === 'multiple' ? anyValue.map((value) => (value < 0n ? -value : value)) : anyValue

  it.each(['down', 'up'] as const)(
    'rounded %s, it never reads on the wrong side of what it is',
    (rounding) => {
      fc.assert(
        fc.property(values, (value) => {
          const shown = read(write(value, rounding), decimals)
          if (shown === null) return
          expect(rounding === 'down' ? shown <= value : shown >= value).toBe(true)
        }),
      )
    },
  )

  it.each(['down', 'up'] as const)(
    'rounded %s, it reads as 0 where it is 0, and nowhere else',
    (rounding) => {
      fc.assert(
        fc.property(values, (value) => {
          const isUnder1 = name === 'multiple' && value >= 0n
          if (value !== 0n && !isUnder1) expect(read(write(value, rounding), decimals)).not.toBe(0n)
        }),
      )
      expect(read(write(0n, rounding), decimals)).toBe(0n)
    },
  )
})

// An amount of a token is a fact: it keeps its digits.
it.each(kinds.filter(({ name }) => name !== 'amount'))(
  '$name has no more digits than say something',
  ({ write }) => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom<Rounding>('down', 'up'), (value, rounding) => {
        const size = value < 0n ? -value : value
        expect(write(size, rounding).length).toBeLessThanOrEqual('$1,000,000,000,000,000.00'.length)
      }),
    )
  },
)

describe('what is beyond words or beneath them', () => {
  it.each([
    [formatPercent(WAD / 100_000n), '<0.01%'],
    [formatPercent(WAD / 100_000n, { rounding: 'up' }), '0.01%'],
    [formatPercent(-WAD / 100_000n), '−0.01%'],
    [formatPercent(-WAD / 100_000n, { rounding: 'up' }), '>−0.01%'],
    [formatPercent(1n, { decimals: 0 }), '<1%'],
    [formatPercent(100n * WAD), '10,000.00%'],
    [formatPercent(29_760n * WAD), 'over 10,000%'],
    [formatPercent(-29_760n * WAD), 'under −10,000%'],
    [formatMultiple(100n * WAD), '100.00x'],
    [formatMultiple(10n ** 40n), 'over 100x'],
    [formatHealthFactor(1n), '<0.01'],
    [formatHealthFactor(0n), '0.00'],
    [formatValue(-1n), '−$0.01'],
    [formatValue(-1n, { rounding: 'up' }), '>−$0.01'],
    [formatValue(10n ** 40n), 'over $1,000T'],
    [formatValueCompact(10n ** 40n), 'over $1,000T'],
    [formatValueCompact(25n * 10n ** 19n), '$2.5T'],
    [formatValueCompact(-(10n ** 40n)), 'under −$1,000T'],
    [formatValue(10n ** 40n, { unit: ether }), 'over 1,000T ETH'],
    [formatValue(1n, { unit: ether }), '<0.000001 ETH'],
    [formatValue(650_000_000n, { unit: ether }), '6.5 ETH'],
    [formatValue(1n, { unit: { id: 'any', symbol: 'E\u202eTH' } }), '<0.000001 ETH'],
    [formatPrice(50_000n, { unit: ether }), '0.0005 ETH'],
    [formatPrice(179_566n, { unit: ether, rounding: 'up' }), '0.001796 ETH'],
    [formatValueCompact(-(25n * 10n ** 12n), ether), '−250K ETH'],
    [formatAmount(-1n, 18, { rounding: 'up' }), '>−0.000001'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected)
  })
})
