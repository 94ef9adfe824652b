import { encodeFunctionData, getAddress, parseAbi } from 'viem'
import { expect, test } from 'vitest'
import { convertToWords, planSafeReads } from './read'

const safe = getAddress('0x00000000000000000000000000000000000a11ce')
const abi = parseAbi([
  'function masterCopy() view returns (address)',
  'function getOwners() view returns (address[])',
  'function getThreshold() view returns (uint256)',
  'function nonce() view returns (uint256)',
  'function getModulesPaginated(address start, uint256 pageSize) view returns (address[], address)',
  'function getStorageAt(uint256 offset, uint256 length) view returns (bytes)',
])

test('each read is the call of a Safe’s own function', () => {
  const { singleton, owners, threshold, nonce, modules, guard, fallbackHandler } = planSafeReads(safe)
  const stored = (slot: bigint) => encodeFunctionData({ abi, functionName: 'getStorageAt', args: [slot, 1n] })
  const one = getAddress('0x0000000000000000000000000000000000000001')
  expect(singleton.data).toBe(encodeFunctionData({ abi, functionName: 'masterCopy' }))
  expect(owners.data).toBe(encodeFunctionData({ abi, functionName: 'getOwners' }))
  expect(threshold.data).toBe(encodeFunctionData({ abi, functionName: 'getThreshold' }))
  expect(nonce.data).toBe(encodeFunctionData({ abi, functionName: 'nonce' }))
  expect(modules.data).toBe(
    encodeFunctionData({ abi, functionName: 'getModulesPaginated', args: [one, 10n] }),
  )
  // As the contracts have them, written out.
  expect(guard.data).toBe(stored(0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8n))
  expect(fallbackHandler.data).toBe(
    stored(0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5n),
  )
  expect([singleton, owners, threshold, nonce, modules, guard, fallbackHandler].map(({ to }) => to)).toEqual(
    Array(7).fill(safe),
  )
})

test('words are what was returned, and what is no whole one is left out', () => {
  const word = (digit: string) => `${'0'.repeat(63)}${digit}`
  expect(convertToWords(`0x${word('1')}${word('2')}`)).toEqual([1n, 2n])
  expect(convertToWords(`0x${word('1')}02`)).toEqual([1n])
  expect(convertToWords('0x')).toEqual([])
})
