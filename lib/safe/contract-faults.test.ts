import { concat, getCreate2Address, keccak256, pad } from 'viem'
import { describe, expect, it, test } from 'vitest'
import { type ContractFault, findContractFaults, neededContracts } from './contract-faults'
import { safeContracts } from './contracts'
import { artifactOf } from './testing/artifacts'
import { artifactPaths, deployedCodeOf } from './testing/deployed-code'

/** The factory that Safe's deployers used, at the same address on every chain. */
const singletonFactory = '0x914d7Fec6aaC8cd542e72Bca78B30650d45643d7'

test.each(Object.entries(artifactPaths))(
  '%s has the address that its package’s code leads to',
  (name, path) => {
    const { bytecode } = artifactOf(path)
    const salt = pad('0x', { size: 32 })
    const address = getCreate2Address({ from: singletonFactory, salt, bytecode: concat([bytecode]) })
    expect(Object.entries(safeContracts)).toContainEqual([name, address])
  },
)

describe('the contracts of a chain', () => {
  const hashes = {
    factory: keccak256(deployedCodeOf('factory')),
    singletonL2: keccak256(deployedCodeOf('singletonL2')),
    multiSend: keccak256(deployedCodeOf('multiSend')),
    multiSendCallOnly: keccak256(deployedCodeOf('multiSendCallOnly')),
    fallbackHandler: keccak256(deployedCodeOf('fallbackHandler')),
  }

  it('are Safe’s where their code is what its package has', () => {
    expect(findContractFaults(hashes)).toEqual([])
  })

  it.each(neededContracts)('lack %s, or have another', (contract) => {
    const fault = (kind: ContractFault['kind']): ContractFault => ({ contract, kind })
    expect(findContractFaults({ ...hashes, [contract]: null })).toEqual([fault('missing')])
    const other = keccak256(deployedCodeOf('singleton'))
    expect(findContractFaults({ ...hashes, [contract]: other })).toEqual([fault('foreign')])
  })
})
