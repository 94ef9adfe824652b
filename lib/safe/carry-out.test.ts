import { encodeFunctionData, erc20Abi, getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Allowed } from '../domain/batch'
import type { Call } from '../domain/call'
import { carryOut, type SafeCall } from './carry-out'
import { findDifferences } from './compare'
import { decodeTransaction } from './decode'
import { encodeCreation } from './encode'
import { predictSafe } from './predict'
import { readCall } from './read-call'

const owner = getAddress('0x00000000000000000000000000000000000a11ce')
const pool = getAddress('0x0000000000000000000000000000000000000901')
const router = getAddress('0x0000000000000000000000000000000000000f00')
const asset = {
  address: getAddress('0x0000000000000000000000000000000000000701'),
  symbol: 'TKN',
  name: 'Token',
  decimals: 18,
}
const debt = getAddress('0x0000000000000000000000000000000000000702')
const safe = predictSafe(owner, 2)
const give = { asset, amount: 100n }

function approve(allows: Allowed, amount = allows.amount): SafeCall {
  const args = [allows.spender, amount] as const
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args })
  return { call: { to: allows.token, data, value: 0n }, actions: [], allows }
}
const allowed = { token: asset.address, spender: pool, amount: 100n }
const supply: SafeCall = {
  call: { to: pool, data: '0x617ba0370000', value: 0n },
  actions: [{ kind: 'add-collateral', give }],
}
const borrow: SafeCall = {
  call: { to: pool, data: '0xa415bcad0000', value: 0n },
  actions: [{ kind: 'borrow', get: { asset: { ...asset, address: debt }, amount: 3n } }],
}
const errand = {
  owner,
  index: 2,
  isThere: false,
  value: 0n,
  takes: [give],
  calls: [approve(allowed), supply, borrow],
  sweeps: [debt],
  sweeper: router,
}

function signed(call: Call | undefined) {
  if (!call) throw new Error('no call')
  return decodeTransaction(owner, call)
}
function differencesOf(changed: Partial<typeof errand>) {
  const [only] = carryOut({ ...errand, ...changed }).calls
  if (!only?.batch) throw new Error('no batch')
  return findDifferences({ kind: 'execute', ...only.batch }, signed(only.call)).map(({ kind }) => kind)
}

describe('what is carried out in a Safe', () => {
  it('requires the Safe where it is not there, and exactly what it takes', () => {
    const allowance = { kind: 'allowance', ...give, spender: safe, spenderName: 'your Safe' }
    const way = { by: 'call', call: encodeCreation(owner, 2) }
    expect(carryOut(errand).requirements).toEqual([
      { kind: 'account', address: safe, name: 'Safe', ways: [way] },
      allowance,
    ])
    expect(carryOut({ ...errand, isThere: true }).requirements).toEqual([allowance])
    const nothing = { ...errand, isThere: true, takes: [{ asset, amount: 0n }] }
    expect(carryOut(nothing).requirements).toEqual([])
  })

  it('takes, then does what it is to do in that order, then sweeps to the owner', () => {
    const { calls } = carryOut(errand)
    const decoded = signed(calls[0]?.call)
    if (decoded.kind !== 'execute') throw new Error(decoded.kind)
    expect(decoded).toMatchObject({ safe, owner, value: 0n })
    const unread = (selector: string) => ({ kind: 'other', contract: pool, selector })
    expect(decoded.calls.map(readCall)).toEqual([
      { kind: 'transfer-from', token: asset.address, from: owner, receiver: safe, amount: 100n },
      { kind: 'approve', token: asset.address, spender: pool, amount: 100n },
      unread('0x617ba037'),
      unread('0xa415bcad'),
      { kind: 'sweep', by: router, token: debt, minimum: 0n, receiver: owner },
    ])
    expect(calls).toHaveLength(1)
    expect(calls[0]?.actions).toEqual([...supply.actions, ...borrow.actions])
  })

  it('sends along what its calls use', () => {
    const wrap: SafeCall = { call: { to: debt, data: '0xd0e30db0', value: 7n }, actions: [] }
    const [only] = carryOut({ ...errand, takes: [], value: 7n, calls: [wrap] }).calls
    expect(only?.call).toMatchObject({ to: safe, value: 7n })
    expect(differencesOf({ takes: [], value: 7n, calls: [wrap] })).toEqual([])
    expect(differencesOf({ takes: [], value: 8n, calls: [wrap] })).toEqual(['coin-left'])
  })

  it('unwraps at the end where that is asked for, and tells what that does', () => {
    const [only] = carryOut({ ...errand, sweeps: [], unwrapping: borrow.actions }).calls
    if (!only?.batch) throw new Error('no batch')
    const last = only.batch.calls.at(-1)
    expect(last && readCall(last)).toEqual({ kind: 'unwrap', by: router, minimum: 0n, receiver: owner })
    expect(only.batch.sweepers).toEqual([router])
    expect(only.actions).toEqual([...supply.actions, ...borrow.actions, ...borrow.actions])
    expect(findDifferences({ kind: 'execute', ...only.batch }, signed(only.call))).toEqual([])
  })

  it('is what is signed, and differs where a call’s bytes allow what it was not meant to', () => {
    expect(differencesOf({})).toEqual([])
    expect(differencesOf({ calls: [approve(allowed, 101n), supply] })).toEqual(['approval-unlisted'])
    const { call, actions } = approve(allowed)
    expect(differencesOf({ calls: [{ call, actions }, supply] })).toEqual(['approval-unlisted'])
    expect(differencesOf({ sweeps: [], calls: [supply] })).toEqual([])
  })

  it('lets nobody’s code be run as the Safe’s own where nothing is swept', () => {
    const sweepersOf = (changed: Partial<typeof errand>) =>
      carryOut({ ...errand, ...changed }).calls[0]?.batch?.sweepers
    expect(sweepersOf({ sweeps: [] })).toEqual([])
    expect(sweepersOf({})).toEqual([router])
  })
})
