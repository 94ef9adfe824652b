import fc from 'fast-check'
import { encodeFunctionData, erc20Abi, getAddress, type Hex, parseAbi } from 'viem'
import { describe, expect, it, test } from 'vitest'
import type { InnerCall } from '../domain/batch'
import type { BreachKind } from '../domain/signing-difference'
import { findDifferences, type Shown } from './compare'
import { decodeTransaction } from './decode'
import { encodeCreation, encodeExecution } from './encode'
import { convertItem } from './inner-call'
import { predictSafe } from './predict'

const owner = getAddress('0x00000000000000000000000000000000000a11ce')
const thief = getAddress('0x0000000000000000000000000000000000000bad')
const token = getAddress('0x0000000000000000000000000000000000000701')
const pool = getAddress('0x0000000000000000000000000000000000000901')
const router = getAddress('0x0000000000000000000000000000000000000f00')
const safe = predictSafe(owner, 0)

const make = (data: Hex, to: Hex = token, value = 0n): InnerCall => ({ to, value, data, operation: 'call' })
const approve = (spender: Hex, amount: bigint) =>
  make(encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] }))
const transfer = (receiver: Hex) =>
  make(encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [receiver, 1n] }))
const take = (from: Hex, receiver: Hex, amount: bigint) =>
  make(encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args: [from, receiver, amount] }))
const sweep = (by: Hex, receiver: Hex) => convertItem({ kind: 'sweep', by, token, minimum: 0n, receiver })
const unwrap = (by: Hex, receiver: Hex) => convertItem({ kind: 'unwrap', by, minimum: 0n, receiver })
const permit = (person: Hex, spender: Hex, amount: bigint) => {
  const abi = parseAbi(['function permit(address, address, uint256, uint256, uint8, bytes32, bytes32)'])
  const zero = `0x${'00'.repeat(32)}` as const
  const args = [person, spender, amount, 99n, 27, zero, zero] as const
  return make(encodeFunctionData({ abi, functionName: 'permit', args }))
}
const supply = make('0x617ba0370000', pool)

const shown = {
  kind: 'execute',
  safe,
  owner,
  value: 0n,
  calls: [take(owner, safe, 100n), approve(pool, 100n), supply, approve(pool, 0n), sweep(router, owner)],
  approvals: [{ token, spender: pool, amount: 100n }],
  takes: [{ token, amount: 100n }],
  sweepers: [router],
} as const satisfies Shown

type Signed = { value?: bigint; calls?: readonly InnerCall[]; safe?: Hex }
const sign = (changed: Signed, from: Hex = owner) =>
  decodeTransaction(from, encodeExecution({ ...shown, owner: from, ...changed }))
const breachesOf = (calls: readonly InnerCall[]) =>
  findDifferences({ ...shown, calls }, sign({ calls })).map(({ kind }) => kind)

describe('a batch that goes to the wallet', () => {
  it('is the one that was shown where nothing was changed', () => {
    expect(findDifferences(shown, sign({}))).toEqual([])
  })

  it('differs by each call that is another, missing or added', () => {
    const [first, second, third, fourth, fifth] = shown.calls
    const other = make('0x617ba0370001', pool)
    expect(findDifferences(shown, sign({ calls: [first, second, other, fourth, fifth] }))).toEqual([
      { kind: 'call-differs', index: 2, shown: third, signed: other },
    ])
    expect(findDifferences(shown, sign({ calls: [first, second, third, fourth] }))).toEqual([
      { kind: 'call-missing', index: 4, shown: fifth },
    ])
    const more = { kind: 'call-added', index: 5, signed: fourth }
    expect(findDifferences(shown, sign({ calls: [...shown.calls, fourth] }))).toEqual([more])
  })

  it.each([
    { ...supply, to: router },
    { ...supply, value: 1n },
    { ...supply, data: '0x617ba03700' as const },
  ])('differs where a call has another target, value or data', (changed) => {
    const calls = shown.calls.with(2, changed)
    expect(findDifferences(shown, sign({ calls })).map(({ kind }) => kind)).toEqual(['call-differs'])
  })

  it('differs where a call that was shown is run as the Safe’s own', () => {
    const delegated = sweep(router, owner)
    const planned = { ...shown, calls: shown.calls.with(4, { ...delegated, operation: 'call' }) }
    expect(findDifferences(planned, sign({})).map(({ kind }) => kind)).toEqual(['call-differs'])
  })

  it('differs by its value, its Safe and what it is', () => {
    expect(findDifferences({ ...shown, value: 1n }, sign({}))).toEqual([
      { kind: 'other-value', shown: 1n, signed: 0n },
    ])
    const second = predictSafe(owner, 1)
    const inSecond = findDifferences(shown, sign({ safe: second }))
    expect(inSecond).toContainEqual({ kind: 'other-safe', shown: safe, signed: second })
    const creation = decodeTransaction(owner, encodeCreation(owner, 0))
    expect(findDifferences(shown, creation)).toEqual([
      { kind: 'other-transaction', shown: 'execute', signed: 'create' },
    ])
    expect(findDifferences({ kind: 'create', safe }, creation)).toEqual([])
    expect(findDifferences({ kind: 'create', safe: second }, creation)).toEqual([
      { kind: 'other-safe', shown: second, signed: safe },
    ])
  })

  it('leaves none of the coin behind that is sent along', () => {
    const calls = [make('0xd0e30db0', token, 3n), supply]
    const differWith = (value: bigint) => findDifferences({ ...shown, value, calls }, sign({ value, calls }))
    expect(differWith(3n)).toEqual([])
    expect(differWith(2n)).toEqual([])
    expect(differWith(5n)).toEqual([{ kind: 'coin-left', amount: 2n }])
  })

  it('differs by its owner', () => {
    const other = findDifferences(shown, sign({ safe: predictSafe(thief, 0) }, thief))
    expect(other).toContainEqual({ kind: 'other-owner', shown: owner, signed: thief })
  })

  it('is unreadable where it was refused', () => {
    const refused = decodeTransaction(owner, { to: safe, data: '0x', value: 0n })
    expect(findDifferences(shown, refused)).toEqual([{ kind: 'unreadable', why: 'other-function' }])
  })
})

describe('whatever a plan’s calls are, nothing is signed', () => {
  it.each<[string, InnerCall, BreachKind]>([
    ['that approves more than is listed', approve(pool, 101n), 'approval-unlisted'],
    ['that approves without end', approve(pool, 2n ** 256n - 1n), 'approval-unlisted'],
    ['that approves somebody else', approve(thief, 100n), 'approval-unlisted'],
    ['that approves another token', { ...approve(pool, 100n), to: router }, 'approval-unlisted'],
    ['that sends to somebody else', transfer(thief), 'receiver-foreign'],
    ['that pays somebody else', make('0x', thief, 1n), 'receiver-foreign'],
    ['that takes to somebody else', take(owner, thief, 100n), 'receiver-foreign'],
    ['that takes from somebody else', take(thief, safe, 100n), 'take-unlisted'],
    ['that takes more than is listed', take(owner, safe, 101n), 'take-unlisted'],
    ['that sweeps to somebody else', sweep(router, thief), 'receiver-foreign'],
    ['that runs other code as the Safe’s', sweep(thief, owner), 'sweeper-unlisted'],
    ['that unwraps for somebody else', unwrap(router, thief), 'receiver-foreign'],
    ['that unwraps by other code', unwrap(thief, owner), 'sweeper-unlisted'],
    ['that uses another’s permit', permit(thief, safe, 100n), 'approval-unlisted'],
    ['that uses a permit for somebody else', permit(owner, thief, 100n), 'approval-unlisted'],
    ['that uses a permit for more', permit(owner, safe, 101n), 'approval-unlisted'],
    ['that lets somebody take all', make('0xa22cb46500'), 'grant'],
    ['that is no whole approval', make('0x095ea7b3'), 'malformed'],
    ['that changes the Safe', make('0x610b5925', safe), 'changes-safe'],
  ])('%s', (_, call, kind) => {
    const calls = [call]
    const [difference, ...others] = findDifferences({ ...shown, calls }, sign({ calls }))
    expect(difference).toMatchObject({ kind, index: 0 })
    expect(others).toEqual([])
  })

  it('that uses an approval or a take twice which is listed once', () => {
    expect(breachesOf([approve(pool, 100n), approve(pool, 100n)])).toEqual(['approval-unlisted'])
    const taking = take(owner, safe, 100n)
    expect(breachesOf([taking, taking])).toEqual(['take-unlisted'])
  })

  it('but what is the owner’s and the Safe’s own', () => {
    const calls = [
      permit(owner, safe, 100n),
      take(owner, safe, 100n),
      transfer(owner),
      make('0x', owner, 1n),
      sweep(router, owner),
      unwrap(router, owner),
      approve(thief, 0n),
    ]
    expect(breachesOf(calls)).toEqual([])
  })
})

test('what is no batch is its very call, and an approval its very amount', () => {
  const call = { to: pool, value: 3n, data: '0xdeadbeef' } as const
  const other = { ...call, value: 4n }
  const plain = (sent: typeof call | typeof other) => decodeTransaction(owner, sent)
  expect(findDifferences({ kind: 'plain', call }, plain(call))).toEqual([])
  expect(findDifferences({ kind: 'plain', call }, plain(other))).toEqual([
    { kind: 'other-call', shown: call, signed: other },
  ])
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 255n }), (amount) => {
      const approval = { kind: 'approve', token, spender: safe, amount } as const
      const sent = (spender: Hex, of: bigint, value = 0n) =>
        decodeTransaction(owner, { ...approve(spender, of), value })
      const kindsOf = (signed: ReturnType<typeof sent>) =>
        findDifferences(approval, signed).map(({ kind }) => kind)
      expect(kindsOf(sent(safe, amount))).toEqual([])
      expect(kindsOf(sent(safe, amount + 1n))).toEqual(['other-approval'])
      expect(kindsOf(sent(thief, amount))).toEqual(['other-approval'])
      expect(kindsOf(sent(safe, amount, 1n))).toEqual(['other-approval'])
    }),
  )
})
