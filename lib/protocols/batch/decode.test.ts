import fc from 'fast-check'
import { type AbiParameter, concat, decodeAbiParameters, encodeAbiParameters, numberToHex, pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { NoCodeError } from '../../domain/no-code-error'
import { anyAddress } from '../../safe/testing/arbitraries'
import { decodeReturned } from './decode'

/** A type, and any value of it. */
type Typed = { readonly parameter: AbiParameter; readonly value: fc.Arbitrary<unknown> }

const leaves: fc.Arbitrary<Typed> = fc.constantFrom<Typed>(
  { parameter: { type: 'address' }, value: anyAddress },
  {
    parameter: { type: 'string' },
    value: fc.string({ unit: 'binary', maxLength: 70 }).map((text) => `.${text}`),
  },
  { parameter: { type: 'bool' }, value: fc.boolean() },
  {
    parameter: { type: 'bytes32' },
    value: fc.bigInt(0n, 2n ** 256n - 1n).map((n) => numberToHex(n, { size: 32 })),
  },
  { parameter: { type: 'uint8' }, value: fc.nat(255) },
  { parameter: { type: 'uint256' }, value: fc.bigInt(0n, 2n ** 256n - 1n) },
)

const listOf = ({ parameter, value }: Typed): Typed => ({
  parameter: { ...parameter, type: `${parameter.type}[]` },
  value: fc.array(value, { maxLength: 4 }),
})

const tupleOf = (members: readonly Typed[]): Typed => ({
  parameter: {
    type: 'tuple',
    components: members.map(({ parameter }, i) => ({ ...parameter, name: `m${i}` })),
  },
  value: fc.record(Object.fromEntries(members.map(({ value }, i) => [`m${i}`, value]))),
})

const { typed } = fc.letrec<{ typed: Typed }>((tie) => ({
  typed: fc.oneof(
    { maxDepth: 3 },
    leaves,
    tie('typed').map(listOf),
    fc.array(tie('typed'), { minLength: 1, maxLength: 4 }).map(tupleOf),
  ),
}))

const anyAnswer = fc.array(typed, { minLength: 1, maxLength: 4 }).chain((all) =>
  fc.tuple(...all.map(({ value }) => value)).map((values) => {
    const parameters = all.map(({ parameter }) => parameter)
    return { parameters, data: encodeAbiParameters(parameters, values) }
  }),
)

describe('what a function returned', () => {
  it('is what viem reads of it', () => {
    fc.assert(
      fc.property(anyAnswer, ({ parameters, data }) => {
        expect(decodeReturned(parameters, data)).toEqual(decodeAbiParameters(parameters, data))
      }),
    )
  })

  it('is refused where a part of it is missing', () => {
    fc.assert(
      fc.property(anyAnswer, fc.nat(), ({ parameters, data }, any) => {
        const words = (data.length - 2) / 64
        const cut = data.slice(0, 2 + 64 * (any % words)) as typeof data
        expect(() => decodeReturned(parameters, cut)).toThrow()
      }),
    )
  })

  it('is refused at once where it leads to the same bytes over and over', () => {
    // wherever one begins it is a list of 32, each of which begins at its second word
    const words = concat(Array.from({ length: 80 }, () => pad('0x20')))
    const lists = [{ type: `uint256${'[]'.repeat(12)}` }]
    expect(() => decodeReturned(lists, words)).toThrow(RangeError)
  })

  it('is refused where a list would be longer than any answer', () => {
    const endless = concat([pad('0x20'), pad('0xffffffff')])
    expect(() => decodeReturned([{ type: 'uint256[]' }], endless)).toThrow(RangeError)
  })

  it('is nothing where there is no code', () => {
    expect(() => decodeReturned([{ type: 'uint256' }], '0x')).toThrow(NoCodeError)
  })
})
