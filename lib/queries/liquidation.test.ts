import { describe, expect, test, vi } from 'vitest'
import { makePosition } from '../plan/testing/outcomes'
import { mayHaveBeenLiquidated } from './may-have-been-liquidated'

vi.mock('../protocols/readers', () => ({
  readers: [
    { id: 'whole', liquidates: 'all' },
    { id: 'partial', liquidates: 'parts' },
  ],
}))

const owing = (protocol: string, debt: bigint) => ({ ...makePosition(30_000n, debt), protocol })

describe('a liquidation is looked for', () => {
  test('in every position without debt', () => {
    expect(mayHaveBeenLiquidated(owing('whole', 0n))).toBe(true)
    expect(mayHaveBeenLiquidated(owing('partial', 0n))).toBe(true)
  })

  test('in one that still owes only where its protocol takes parts', () => {
    expect(mayHaveBeenLiquidated(owing('whole', 1n))).toBe(false)
    expect(mayHaveBeenLiquidated(owing('partial', 1n))).toBe(true)
  })
})
