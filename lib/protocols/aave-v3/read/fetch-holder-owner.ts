import type { Client } from 'viem'
import { type Address, isSameAddress } from '../../../domain/asset'
import { judgeSafe } from '../../../safe/judge'
import { listCandidates } from '../../../safe/predict'
import { addressOf, readAnswers } from '../../batch/answers'
import { createBatch } from '../../batch/batch'
import { fetchBatch } from '../../batch/fetch-batch'
import { readWords } from './read-safe'

/** A contract may name as many as it likes: the last are those that were there first. */
const MOST_OWNERS = 20

/**
 * Whose a holder is: its owner's where it is one of their Safes, which no contract can pretend, since it follows from its
 * address; else its own. Not told is the owner of a Safe who is among its owners no more. One RPC request.
 */
export async function fetchHolderOwner(client: Client, holder: Address): Promise<Address> {
  const batch = createBatch()
  const said = readWords(batch, holder)
  const named = batch.call(holder, 'getOwners()')
  const answers = readAnswers((await fetchBatch(client, batch.pages(), 'latest')).answers)
  const owners = answers.attempt(() => answers.list(named, 'getOwners()')) ?? []
  const owner = owners
    .slice(-MOST_OWNERS)
    .map(addressOf)
    .find((each) => listCandidates(each).some(({ address }) => isSameAddress(address, holder)))
  const isSafe = owner && ['own', 'changed'].includes(judgeSafe(owner, said(answers)).kind)
  return isSafe ? owner : holder
}
