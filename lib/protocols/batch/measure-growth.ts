import { type Client, numberToHex } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'
import { max, mulDivDown, SECONDS_PER_YEAR, WAD } from '../../domain/math'
import { readAnswers } from './answers'
import { createBatch, decodeBatch } from './batch'
import { batchCode } from './batch.generated'
import { LENS_ADDRESS } from './call-code'

const DAY_SECONDS = 86_400n

/** How a share's worth grows, 1e18 = 100 %: a year at today's rate, and a year as its own code has it. */
export type ShareGrowth = { readonly aprWad: bigint; readonly yearWad: bigint }

/** A share that says what it is worth, and what it said at the block that is measured from. */
export type GrowingShare = {
  readonly token: Address
  readonly signature: string
  readonly args: readonly bigint[]
  readonly worthNow: bigint
}

/**
 * How fast each share grows, measured by running the shares' own code in simulated blocks a day and a year
 * ahead: exact for shares that accrue with time, 0 for those that grow in steps. The year is today's rate in a
 * line, or more where the share compounds by itself. One RPC request. A node that cannot simulate gives null,
 * "not measured"; one that cannot see a year ahead leaves the line.
 */
export async function measureGrowth(
  client: Client,
  shares: readonly GrowingShare[],
  timestamp: bigint,
): Promise<readonly (ShareGrowth | null)[]> {
  if (shares.length === 0) return []
  const [day, year] = await fetchWorths(
    client,
    shares,
    [DAY_SECONDS, SECONDS_PER_YEAR].map((seconds) => timestamp + seconds),
  )
  return shares.map(({ worthNow }, i) => {
    const aprWad = day ? computeGrowthWad(worthNow, day.values[i], day.timestamp - timestamp) : null
    if (aprWad === null) return null
    const grownWad = year ? computeGrowthWad(worthNow, year.values[i], year.timestamp - timestamp) : null
    return { aprWad, yearWad: max(aprWad, grownWad ?? 0n) }
  })
}

/** Growth of a share's worth, as a yearly ratio, 1e18 = 100 %, rounded down; null without a figure. */
function computeGrowthWad(now: bigint, later: bigint | undefined, seconds: bigint): bigint | null {
  if (later === undefined || now === 0n || seconds <= 0n) return null
  return mulDivDown(max(0n, later - now) * WAD, SECONDS_PER_YEAR, now * seconds)
}

type Worths = { readonly timestamp: bigint; readonly values: readonly (bigint | undefined)[] }

/**
 * What shares are worth at several times, one after the other; null for a time that could not be simulated, undefined for a
 * share that says nothing then.
 */
async function fetchWorths(
  client: Client,
  shares: readonly GrowingShare[],
  timestamps: readonly bigint[],
): Promise<readonly (Worths | null)[]> {
  const batch = createBatch()
  const reads = shares.map(({ token, signature, args }) => batch.call(token, signature, args))
  const blocks = timestamps.map((timestamp, i) => ({
    blockOverrides: { time: numberToHex(timestamp) },
    // what is put into one block is there in those after it
    ...(i === 0 ? { stateOverrides: { [LENS_ADDRESS]: { code: batchCode } } } : {}),
    calls: batch.pages().map((data) => ({ to: LENS_ADDRESS, data })),
  }))
  try {
    const simulated = await client.request<{
      Parameters: unknown[]
      ReturnType: { calls: { status: Hex; returnData: Hex }[] }[]
    }>(
      { method: 'eth_simulateV1', params: [{ blockStateCalls: blocks, validation: false }, 'latest'] },
      { retryCount: 0 },
    )
    return simulated.map(({ calls: [result] }) => {
      if (!result || BigInt(result.status) !== 1n) return null
      const { timestamp, answers } = decodeBatch(result.returnData)
      const { word, attempt } = readAnswers(answers)
      return { timestamp, values: reads.map((read) => attempt(() => word(read, 'what it is worth'))) }
    })
  } catch {
    return []
  }
}
