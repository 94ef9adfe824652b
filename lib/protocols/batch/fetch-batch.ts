import type { Client } from 'viem'
import type { Hex } from '../../domain/call'
import { decodeBatch, type PageAnswers } from './batch'
import { batchCode } from './batch.generated'
import { type BlockTag, callCode } from './call-code'

/** With what asking sent, in bytes. */
export type FetchedAnswers = PageAnswers & { readonly sentBytes: number }

/** All pages of a batch, one RPC request each and one after the other, at the block of the first. */
export async function fetchBatch(
  client: Client,
  pages: readonly Hex[],
  block: BlockTag,
): Promise<FetchedAnswers> {
  let known: FetchedAnswers = { blockNumber: 0n, timestamp: 0n, answers: [], sentBytes: 0 }
  for (const [i, page] of pages.entries()) {
    const at = i === 0 ? block : known.blockNumber
    const found = decodeBatch(await callCode(client, batchCode, page, at))
    const sentBytes = known.sentBytes + batchCode.length + page.length
    known = { ...found, answers: [...known.answers, ...found.answers], sentBytes }
  }
  return known
}
