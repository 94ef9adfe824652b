import type { Hex } from '../domain/call'
import type { SafeContract } from './contracts'

/** keccak256 of the code that each must have. An address alone promises nothing on a chain that nobody has looked at. */
const CODE_HASHES: Readonly<Record<SafeContract, Hex>> = {
  factory: '0x50c3cdc4074750a7a974204a716c999edd37482f907608d960b2b025ee0b3317',
  singleton: '0x1fe2df852ba3299d6534ef416eefa406e56ced995bca886ab7a553e6d0c5e1c4',
  singletonL2: '0xb1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff',
  multiSend: '0x0e4f7fc66550a322d1e7688e181b75e217e662a4f3f4d6a29b22bc61217c4b77',
  multiSendCallOnly: '0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939',
  fallbackHandler: '0x7c6007a5d711cea8dfd5d91f5940ec29c7f200fe511eb1fc1397b367af3c42f9',
}

/** Those that a Safe of ours is made of and acts through: the plain singleton is none of them. */
export const neededContracts = [
  'factory',
  'singletonL2',
  'multiSend',
  'multiSendCallOnly',
  'fallbackHandler',
] as const satisfies readonly SafeContract[]

export type ContractFault = { readonly contract: SafeContract; readonly kind: 'missing' | 'foreign' }

/**
 * What of the needed contracts a chain lacks, or has other code for: nothing may be planned there unless this is empty.
 * `hashes` are of the codes that were read at `safeContracts`; null where there is none.
 */
export function findContractFaults(
  hashes: Readonly<Record<(typeof neededContracts)[number], Hex | null>>,
): readonly ContractFault[] {
  return neededContracts.flatMap((contract): readonly ContractFault[] => {
    const hash = hashes[contract]
    if (hash === null) return [{ contract, kind: 'missing' }]
    return hash.toLowerCase() === CODE_HASHES[contract] ? [] : [{ contract, kind: 'foreign' }]
  })
}
