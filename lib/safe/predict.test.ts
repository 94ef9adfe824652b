import fc from 'fast-check'
import { concat, decodeFunctionData, getAddress, getCreate2Address, keccak256, pad, zeroAddress } from 'viem'
import { describe, expect, it, test } from 'vitest'
import { safeAbi } from './abi'
import { safeContracts } from './contracts'
import { CANDIDATES, computeSaltNonce, encodeSetup, listCandidates, predictSafe, SINGLETON } from './predict'
import { anyAddress } from './testing/arbitraries'
import { artifactOf } from './testing/artifacts'

const owner = getAddress('0x00000000000000000000000000000000000a11ce')

test('nonces are ours alone, and stay what they were', () => {
  expect(computeSaltNonce(0)).toBe(0x65ab1ff0863ae0c90ee38c5cbf518a66fe2a12c4b05ad0a7dd2d013574b5fd00n)
  expect(computeSaltNonce(CANDIDATES - 1) - computeSaltNonce(0)).toBe(BigInt(CANDIDATES - 1))
})

test('a new Safe has one owner, and lets in nobody else', () => {
  fc.assert(
    fc.property(anyAddress, (person) => {
      const { functionName, args } = decodeFunctionData({ abi: safeAbi, data: encodeSetup(person) })
      expect(functionName).toBe('setup')
      const none = [zeroAddress, 0n, zeroAddress]
      expect(args).toEqual([[person], 1n, zeroAddress, '0x', safeContracts.fallbackHandler, ...none])
    }),
  )
})

describe('a Safe’s address', () => {
  it('is that of the package’s proxy, with the singleton behind it', () => {
    const { bytecode } = artifactOf('proxies/SafeProxy.sol/SafeProxy')
    const salt = keccak256(
      concat([keccak256(encodeSetup(owner)), pad(`0x${computeSaltNonce(3).toString(16)}`)]),
    )
    expect(predictSafe(owner, 3)).toBe(
      getCreate2Address({
        from: safeContracts.factory,
        salt,
        bytecode: concat([bytecode, pad(SINGLETON)]),
      }),
    )
  })

  it('is another for each index and each owner', () => {
    const other = getAddress('0x0000000000000000000000000000000000000b0b')
    const all = [...listCandidates(owner), ...listCandidates(other)]
    expect(new Set(all.map(({ address }) => address)).size).toBe(2 * CANDIDATES)
    expect(listCandidates(owner).map(({ index }) => index)).toEqual([...Array(16).keys()])
    expect(listCandidates(owner).map(({ address }) => address)).toEqual(
      listCandidates(owner).map(({ index }) => predictSafe(owner, index)),
    )
  })
})
