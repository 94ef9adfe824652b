import { expect, test } from 'vitest'
import { decodeReserveConfig } from './reserve-config'

/** As `ReserveConfiguration` numbers them. */
const put = (value: bigint, at: number) => value << BigInt(at)

test('each part of the bitmap is read from its place, whatever stands beside it', () => {
  const bitmap =
    put(8_050n, 0) |
    put(8_300n, 16) |
    put(10_500n, 32) |
    put(6n, 48) |
    put(1n, 56) |
    put(1n, 58) |
    put(1n, 61) |
    put(1_500n, 64) |
    put(15_040_000n, 80) |
    put(2n ** 36n - 1n, 116) |
    put(1_000n, 152) |
    put(7n, 168) |
    put(2n ** 36n - 1n, 176) |
    put(50_000_000n, 212) |
    put(1n, 252)
  expect(decodeReserveConfig(bitmap)).toEqual({
    ltvBps: 8_050n,
    thresholdBps: 8_300n,
    bonusBps: 10_500n,
    protocolFeeBps: 1_000n,
    decimals: 6,
    isActive: true,
    isFrozen: false,
    isPaused: false,
    isBorrowable: true,
    isBorrowableInIsolation: true,
    isSiloed: false,
    reserveFactorBps: 1_500n,
    borrowCap: 15_040_000n,
    supplyCap: 2n ** 36n - 1n,
    eMode: 7,
    debtCeiling: 50_000_000n,
  })
})

test.each([
  ['isActive', 56],
  ['isFrozen', 57],
  ['isBorrowable', 58],
  ['isPaused', 60],
  ['isBorrowableInIsolation', 61],
  ['isSiloed', 62],
] as const)('%s is bit %i alone', (name, at) => {
  expect(decodeReserveConfig(put(1n, at))[name]).toBe(true)
  expect(decodeReserveConfig((2n ** 256n - 1n) ^ put(1n, at))[name]).toBe(false)
})
