import type { Client } from 'viem'
import type { Hex } from '../../domain/call'
import { decodeBatch, type PageAnswers } from './batch'
import { batchCode } from './batch.generated'
import { type BlockTag, callCode } from './call-code'

/**
 * All pages of a batch, one RPC request each and one after the other, at the block of the first.
 */
export async function fetchBatch(
  client: Client,
  pages: readonly Hex[],
  block: BlockTag,
): Promise<PageAnswers> {
  let known: PageAnswers = { blockNumber: 0n, timestamp: 0n, answers: [] }
  for (const [i, page] of pages.entries()) {
    const at = i === 0 ? block : known.blockNumber
    const found = decodeBatch(await callCode(client, batchCode, page, at))
    known = { ...found, answers: [...known.answers, ...found.answers] }
  }
  return known
}
