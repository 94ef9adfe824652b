import { concat, getCreate2Address, keccak256, pad } from 'viem'
import { describe, expect, it, test } from 'vitest'
import { type ContractFault, findContractFaults, neededContracts, safeContracts } from './contracts'
import { artifactOf } from './testing/artifacts'

const paths = {
  factory: 'proxies/SafeProxyFactory.sol/SafeProxyFactory',
  singleton: 'Safe.sol/Safe',
  singletonL2: 'SafeL2.sol/SafeL2',
  multiSend: 'libraries/MultiSend.sol/MultiSend',
  multiSendCallOnly: 'libraries/MultiSendCallOnly.sol/MultiSendCallOnly',
  fallbackHandler: 'handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler',
} as const satisfies Readonly<Record<keyof typeof safeContracts, string>>

/** The factory that Safe's deployers used, at the same address on every chain. */
const singletonFactory = '0x914d7Fec6aaC8cd542e72Bca78B30650d45643d7'

/** What the chain has of it: `MultiSend` keeps its own address in its code, where the artifact has zeros. */
function codeOf(contract: keyof typeof safeContracts) {
  const { deployedBytecode } = artifactOf(paths[contract])
  if (contract !== 'multiSend') return deployedBytecode
  const own = pad(safeContracts.multiSend).slice(2).toLowerCase()
  const code = deployedBytecode.replace(`7f${'0'.repeat(64)}`, `7f${own}`)
  expect(code).not.toBe(deployedBytecode)
  return code as `0x${string}`
}

test.each(Object.entries(paths))('%s has the address that its package’s code leads to', (name, path) => {
  const { bytecode } = artifactOf(path)
  const salt = pad('0x', { size: 32 })
  const address = getCreate2Address({ from: singletonFactory, salt, bytecode: concat([bytecode]) })
  expect(Object.entries(safeContracts)).toContainEqual([name, address])
})

describe('the contracts of a chain', () => {
  const hashes = {
    factory: keccak256(codeOf('factory')),
    singletonL2: keccak256(codeOf('singletonL2')),
    multiSend: keccak256(codeOf('multiSend')),
    multiSendCallOnly: keccak256(codeOf('multiSendCallOnly')),
    fallbackHandler: keccak256(codeOf('fallbackHandler')),
  }

  it('are Safe’s where their code is what its package has', () => {
    expect(findContractFaults(hashes)).toEqual([])
  })

  it.each(neededContracts)('lack %s, or have another', (contract) => {
    const fault = (kind: ContractFault['kind']): ContractFault => ({ contract, kind })
    expect(findContractFaults({ ...hashes, [contract]: null })).toEqual([fault('missing')])
    const other = keccak256(codeOf('singleton'))
    expect(findContractFaults({ ...hashes, [contract]: other })).toEqual([fault('foreign')])
  })
})
