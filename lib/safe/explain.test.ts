import { concat, getAddress, numberToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { decodeTransaction } from './decode'
import { findFailing, listTrials, type TrialResult } from './explain'
import { convertItem } from './inner-call'
import { predictSafe } from './predict'

const owner = getAddress('0x00000000000000000000000000000000000a11ce')
const token = getAddress('0x0000000000000000000000000000000000000b0b')
const safe = predictSafe(owner, 0)
const call = convertItem({ kind: 'call', call: { to: token, value: 5n, data: '0x1234' } })
const sweep = convertItem({ kind: 'sweep', by: token, token, minimum: 0n, receiver: owner })
const trials = listTrials({ safe, owner, value: 5n, calls: [call, sweep, call] })

const word = (value: bigint) => numberToHex(value, { size: 32 })
const fine: TrialResult = { isSuccess: true, returnData: '0x' }
const failed: TrialResult = { isSuccess: false, returnData: '0xdead' }
const probed = (success: bigint, data: `0x${string}` = '0x'): TrialResult => ({
  isSuccess: false,
  returnData: concat([word(success), word(BigInt((data.length - 2) / 2)), data]),
})

describe('a batch in trials', () => {
  it('is what its owner sends along, then each call from the Safe', () => {
    expect(trials.map(({ from, index, isProbe }) => [from, index, isProbe])).toEqual([
      [owner, null, false],
      [safe, 0, false],
      [owner, 1, true],
      [owner, 1, false],
      [safe, 2, false],
    ])
    expect(trials[0]?.call).toEqual({ to: safe, value: 5n, data: '0x' })
    expect(trials[1]?.call).toEqual({ to: token, value: 5n, data: '0x1234' })
  })

  it('does what it delegates by itself', () => {
    const alone = trials[3]?.call
    expect(alone && decodeTransaction(owner, alone)).toMatchObject({ kind: 'execute', calls: [sweep] })
  })

  it('sends nothing along where there is nothing', () => {
    expect(listTrials({ safe, owner, value: 0n, calls: [call] })).toHaveLength(1)
  })
})

describe('the call that fails', () => {
  it('is the first that does, with its own words', () => {
    expect(findFailing(trials, [fine, fine, probed(1n), fine, failed])).toEqual({
      index: 2,
      revertData: '0xdead',
    })
    expect(findFailing(trials, [fine, failed, probed(0n), failed, failed])).toEqual({
      index: 0,
      revertData: '0xdead',
    })
    expect(findFailing(trials, [failed, failed, probed(0n), failed, failed])).toEqual({
      index: null,
      revertData: '0xdead',
    })
  })

  it('is a delegated one by what its probe says', () => {
    expect(findFailing(trials, [fine, fine, probed(0n, '0xbeef'), failed, fine])).toEqual({
      index: 1,
      revertData: '0xbeef',
    })
    expect(findFailing(trials, [fine, fine, probed(0n), failed, fine])).toEqual({
      index: 1,
      revertData: '0x',
    })
    expect(findFailing(trials, [fine, fine, failed, failed, fine])).toEqual({
      index: 1,
      revertData: '0xdead',
    })
  })

  it('is none where each succeeds, or where nothing is known', () => {
    expect(findFailing(trials, [fine, fine, probed(1n), fine, fine])).toBeNull()
    expect(findFailing(trials, [])).toBeNull()
  })
})
