import { type Hex, pad } from 'viem'
import { safeContracts } from '../contracts'
import { artifactOf } from './artifacts'

export const artifactPaths = {
  factory: 'proxies/SafeProxyFactory.sol/SafeProxyFactory',
  singleton: 'Safe.sol/Safe',
  singletonL2: 'SafeL2.sol/SafeL2',
  multiSend: 'libraries/MultiSend.sol/MultiSend',
  multiSendCallOnly: 'libraries/MultiSendCallOnly.sol/MultiSendCallOnly',
  fallbackHandler: 'handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler',
} as const satisfies Readonly<Record<keyof typeof safeContracts, string>>

/** What a chain has of it: `MultiSend` keeps its own address in its code, where the artifact has zeros. */
export function deployedCodeOf(contract: keyof typeof safeContracts): Hex {
  const { deployedBytecode } = artifactOf(artifactPaths[contract])
  if (contract !== 'multiSend') return deployedBytecode
  const own = pad(safeContracts.multiSend).slice(2).toLowerCase()
  const gap = `7f${'0'.repeat(64)}`
  if (!deployedBytecode.includes(gap)) throw new Error('MultiSend has no place for its own address')
  return `0x${deployedBytecode.slice(2).replace(gap, `7f${own}`)}`
}
