import fc from 'fast-check'
import { concat, encodeFunctionData, getAddress, type Hex, slice, zeroAddress } from 'viem'
import { describe, expect, it, test } from 'vitest'
import type { InnerCall } from '../domain/batch'
import type { Call } from '../domain/call'
import { factoryAbi, multiSendAbi, safeAbi } from './abi'
import { safeContracts } from './contracts'
import { decodeTransaction, type Refusal } from './decode'
import { encodeCreation, encodeExecution, encodeSenderSignature } from './encode'
import { convertItem } from './inner-call'
import { encodePackedCalls } from './packed'
import { CANDIDATES, computeSaltNonce, encodeSetup, predictSafe, SINGLETON } from './predict'
import { anyAddress, anyBytes, anyInnerCalls, anyUint256 } from './testing/arbitraries'

const owner = getAddress('0x00000000000000000000000000000000000a11ce')
const other = getAddress('0x0000000000000000000000000000000000000b0b')
const safe = predictSafe(owner, 0)
const call = convertItem({ kind: 'call', call: { to: other, value: 5n, data: '0x1234' } })
const sweep = convertItem({ kind: 'sweep', by: other, token: other, minimum: 1n, receiver: owner })
const unwrapping = convertItem({ kind: 'unwrap', by: other, minimum: 1n, receiver: owner })
const sent = encodeExecution({ safe, owner, value: 5n, calls: [call, sweep, unwrapping] })
const created = encodeCreation(owner, 2)

const anyIndex = fc.integer({ min: 0, max: CANDIDATES - 1 })

describe('what was encoded', () => {
  it('is decoded to what it was made of', () => {
    fc.assert(
      fc.property(anyAddress, anyIndex, anyUint256, anyInnerCalls, (person, index, value, calls) => {
        const execution = { safe: predictSafe(person, index), owner: person, value, calls }
        const decoded = decodeTransaction(person, encodeExecution(execution))
        expect(decoded).toEqual({ kind: 'execute', ...execution })
        const creation = decodeTransaction(person, encodeCreation(person, index))
        expect(creation).toEqual({ kind: 'create', owner: person, index, address: execution.safe })
      }),
    )
  })

  it('is the same in capitals', () => {
    const upper = (text: Hex): Hex => `0x${text.slice(2).toUpperCase()}`
    const loud = { ...sent, to: upper(sent.to), data: upper(sent.data) }
    expect(decodeTransaction(owner, loud)).toEqual(decodeTransaction(owner, sent))
  })

  it.each([
    ['batch', sent],
    ['creation', created],
  ])('is something else, or refused, with any byte of the %s changed', (_, { to, value, data }) => {
    const decoded = decodeTransaction(owner, { to, value, data })
    expect(decoded.kind).not.toBe('refused')
    for (let at = 2; at < data.length; at += 2) {
      const byte = Number.parseInt(data.slice(at, at + 2), 16)
      for (const mask of [0x01, 0x10, 0x80, 0xff]) {
        const changed = (byte ^ mask).toString(16).padStart(2, '0')
        const altered: Hex = `0x${data.slice(2, at)}${changed}${data.slice(at + 2)}`
        expect(decodeTransaction(owner, { to, value, data: altered })).not.toEqual(decoded)
      }
    }
  })

  it.each([
    ['batch', sent],
    ['creation', created],
  ])('is refused with bytes more or fewer than the %s has', (_, { to, value, data }) => {
    fc.assert(
      fc.property(anyBytes, fc.integer({ min: 1, max: data.length / 2 - 1 }), (more, fewer) => {
        if (more === '0x') return
        expect(decodeTransaction(owner, { to, value, data: concat([data, more]) }).kind).toBe('refused')
        const cut: Hex = `0x${data.slice(2, -2 * fewer)}`
        expect(decodeTransaction(owner, { to, value, data: cut }).kind).toBe('refused')
      }),
    )
  })
})

test('any bytes to any address of Safe’s, or to one’s own Safe, are refused; to others they are plain', () => {
  const own = [...Object.values(safeContracts), safe]
  fc.assert(
    fc.property(fc.constantFrom(...own), anyUint256, anyBytes, anyAddress, (to, value, data, elsewhere) => {
      expect(decodeTransaction(owner, { to, value, data })).toMatchObject({ kind: 'refused' })
      const plain = { to: elsewhere, value, data }
      expect(decodeTransaction(owner, plain)).toEqual({ kind: 'plain', call: plain })
    }),
  )
})

describe('a creation', () => {
  const create = (singleton: Hex, setup: Hex, nonce: bigint, value = 0n): Call => {
    const args = [singleton, setup, nonce] as const
    const data = encodeFunctionData({ abi: factoryAbi, functionName: 'createProxyWithNonce', args })
    return { to: safeContracts.factory, data, value }
  }
  const first = computeSaltNonce(0)

  it.each([
    ['with the plain singleton', create(safeContracts.singleton, encodeSetup(owner), first)],
    ['for another owner', create(SINGLETON, encodeSetup(other), first)],
    ['with nothing set up', create(SINGLETON, '0x', first)],
    ['before our nonces', create(SINGLETON, encodeSetup(owner), first - 1n)],
    ['after our nonces', create(SINGLETON, encodeSetup(owner), first + BigInt(CANDIDATES))],
    ['with a value', create(SINGLETON, encodeSetup(owner), first, 1n)],
  ])('%s is refused', (_, creation) => {
    expect(decodeTransaction(owner, creation)).toEqual({ kind: 'refused', why: 'other-creation' })
  })

  it('is one with our own of all', () => {
    expect(decodeTransaction(owner, create(SINGLETON, encodeSetup(owner), first))).toMatchObject({
      kind: 'create',
      index: 0,
      address: safe,
    })
  })
})

describe('a batch', () => {
  const pack = (packed: Hex) =>
    encodeFunctionData({ abi: multiSendAbi, functionName: 'multiSend', args: [packed] })
  const batchOf = (calls: readonly InnerCall[]) => pack(encodePackedCalls(calls))
  const genuine = {
    to: safeContracts.multiSend as Hex,
    value: 0n,
    data: batchOf([call, sweep, unwrapping]),
    operation: 1,
    gas: [0n, 0n, 0n],
    payees: [zeroAddress, zeroAddress] as readonly Hex[],
    signature: encodeSenderSignature(owner),
    selector: null as Hex | null,
  }
  const send = (changed: Partial<typeof genuine>, to: Hex = safe): Call => {
    const { gas, payees, ...all } = { ...genuine, ...changed }
    const [safeTxGas = 0n, baseGas = 0n, gasPrice = 0n] = gas
    const [gasToken = zeroAddress, receiver = zeroAddress] = payees
    const refund = [safeTxGas, baseGas, gasPrice, gasToken, receiver] as const
    const args = [all.to, all.value, all.data, all.operation, ...refund, all.signature] as const
    const data = encodeFunctionData({ abi: safeAbi, functionName: 'execTransaction', args })
    return { to, value: 5n, data: all.selector ? concat([all.selector, slice(data, 4)]) : data }
  }
  const delegated: InnerCall = { to: other, value: 0n, data: '0x12345678', operation: 'delegatecall' }

  it('is one as we send it', () => {
    expect(send({})).toEqual(sent)
    expect(decodeTransaction(owner, send({})).kind).toBe('execute')
  })

  it.each<[string, Partial<typeof genuine>, Refusal]>([
    ['to another contract', { to: other }, 'other-operation'],
    ['to the Safe itself', { to: safe }, 'other-operation'],
    ['with a value of its own', { value: 1n }, 'other-operation'],
    ['that is a plain call', { operation: 0 }, 'other-operation'],
    ['with gas set aside', { gas: [1n, 0n, 0n] }, 'refund'],
    ['with gas on top', { gas: [0n, 1n, 0n] }, 'refund'],
    ['with a gas price', { gas: [0n, 0n, 1n] }, 'refund'],
    ['with a token for gas', { payees: [other, zeroAddress] }, 'refund'],
    ['with a receiver of gas', { payees: [zeroAddress, other] }, 'refund'],
    ['with another’s signature', { signature: encodeSenderSignature(other) }, 'other-signature'],
    ['with a signature more', { signature: `${encodeSenderSignature(owner)}00` }, 'other-signature'],
    ['with no signature', { signature: '0x' }, 'other-signature'],
    ['of another function', { data: '0x12345678' }, 'no-batch'],
    ['of no calls', { data: pack('0x00') }, 'no-batch'],
    ['with an operation that is none', { data: pack(`0x02${'00'.repeat(84)}`) }, 'no-batch'],
    ['that delegates anything', { data: batchOf([delegated]) }, 'other-delegation'],
    ['that delegates with a value', { data: batchOf([{ ...sweep, value: 1n }]) }, 'other-delegation'],
    ['that unwraps with a value', { data: batchOf([{ ...unwrapping, value: 1n }]) }, 'other-delegation'],
    [
      'with bytes after the calls',
      { data: concat([batchOf([call, sweep, unwrapping]), '0x00']) },
      'other-encoding',
    ],
    ['that could delegate for nothing', { data: batchOf([call]) }, 'other-encoding'],
    ['of another function of Safe’s', { selector: '0x468721a7' }, 'other-function'],
  ])('%s is refused', (_, changed, why) => {
    expect(decodeTransaction(owner, send(changed))).toEqual({ kind: 'refused', why })
  })

  it('in another’s Safe, or in one that is none of ours, is refused', () => {
    const why = 'other-safe'
    expect(decodeTransaction(owner, send({}, predictSafe(other, 0)))).toEqual({ kind: 'refused', why })
    expect(decodeTransaction(owner, send({}, other))).toEqual({ kind: 'refused', why })
    expect(decodeTransaction(other, sent)).toEqual({ kind: 'refused', why })
  })
})
