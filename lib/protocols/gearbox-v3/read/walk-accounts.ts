import {
  type Client,
  concatHex,
  decodeAbiParameters,
  encodeAbiParameters,
  type Hex,
  toFunctionSelector,
} from 'viem'
import type { Address } from '../../../domain/asset'
import { callCode } from '../../batch/call-code'
import { finderAbi, finderCode } from './finder.generated'
import type { FoundAccount } from './read-snapshot'
import type { Structure } from './structure'

/** Under the 2^24 gas of a transaction, which some nodes hold calls to. */
const PAGE_GAS = 9_000_000n

const [find] = finderAbi

/**
 * An owner's accounts, by address in lower case, among everybody's: where a node tells no events. Some 1,500 a request:
 * 10,000 of them take seven. Throws where the node refuses.
 */
export async function walkAccounts(
  client: Client,
  structure: Structure,
  owner: Address,
): Promise<ReadonlyMap<string, FoundAccount>> {
  const managers = structure.markets.map(({ creditManager }) => creditManager)
  const accounts = new Map<string, FoundAccount>()
  for (let index = 0n, offset = 0n; index < BigInt(managers.length); ) {
    const args = encodeAbiParameters(find.inputs, [managers, owner, index, offset, PAGE_GAS])
    const data: Hex = concatHex([toFunctionSelector(find), args])
    const answer = await callCode(client, finderCode, data, 'latest')
    const [found, foundIn, ...next] = decodeAbiParameters(find.outputs, answer)
    for (const [i, account] of found.entries()) {
      const creditManager = managers[Number(foundIn[i])]
      if (creditManager) accounts.set(account.toLowerCase(), { account, creditManager })
    }
    ;[index, offset] = next
  }
  return accounts
}
