import { type Client, numberToHex } from 'viem'
import type { Address } from '../../../domain/asset'
import type { Hex } from '../../../domain/call'
import { max, mulDivDown, SECONDS_PER_YEAR, WAD } from '../../../domain/math'
import { readAnswers } from '../../batch/answers'
import { createBatch, decodeBatch } from '../../batch/batch'
import { batchCode } from '../../batch/batch.generated'
import { LENS_ADDRESS } from '../../batch/call-code'
import type { RawSnapshot, VaultGrowth } from './raw'
import { SHARES } from './read-venues'

const DAY_SECONDS = 86_400n

/**
 * How fast each vault's share grows, measured by running the vaults' own code in simulated blocks a day and a year
 * ahead: exact for shares that accrue with time, 0 for those that grow in steps. The year is today's rate in a
 * line, or more where the vault compounds by itself. One RPC request. A node that cannot simulate gives null,
 * "not measured"; one that cannot see a year ahead leaves the line.
 */
export async function fetchVaultGrowth(client: Client, snapshot: RawSnapshot): Promise<VaultGrowth> {
  const vaults = [
    ...new Map(snapshot.markets.flatMap((m) => m.vaults).map((v) => [v.vault.toLowerCase(), v])).values(),
  ]
  if (vaults.length === 0) return {}
  const addresses = vaults.map((v) => v.vault)
  const [day, year] = await fetchShareValues(
    client,
    addresses,
    [DAY_SECONDS, SECONDS_PER_YEAR].map((seconds) => snapshot.timestamp + seconds),
  )
  return Object.fromEntries(
    vaults.map(({ vault, assetsPerShare }, i) => {
      const aprWad = day
        ? computeGrowthWad(assetsPerShare, day.values[i], day.timestamp - snapshot.timestamp)
        : null
      if (aprWad === null) return [vault.toLowerCase(), null]
      const grownWad = year
        ? computeGrowthWad(assetsPerShare, year.values[i], year.timestamp - snapshot.timestamp)
        : null
      return [vault.toLowerCase(), { aprWad, yearWad: max(aprWad, grownWad ?? 0n) }]
    }),
  )
}

/** Growth of a share's worth, as a yearly ratio, 1e18 = 100 %, rounded down; null without a figure. */
function computeGrowthWad(now: bigint, later: bigint | undefined, seconds: bigint): bigint | null {
  if (later === undefined || now === 0n || seconds <= 0n) return null
  return mulDivDown(max(0n, later - now) * WAD, SECONDS_PER_YEAR, now * seconds)
}

type ShareValues = { readonly timestamp: bigint; readonly values: readonly (bigint | undefined)[] }

/**
 * What shares are worth at several times, one after the other; null for a time that could not be simulated, undefined for a
 * share that says nothing then.
 */
async function fetchShareValues(
  client: Client,
  vaults: readonly Address[],
  timestamps: readonly bigint[],
): Promise<readonly (ShareValues | null)[]> {
  const batch = createBatch()
  const reads = vaults.map((vault) => batch.call(vault, 'convertToAssets(uint256)', [SHARES]))
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
      return { timestamp, values: reads.map((read) => attempt(() => word(read, 'convertToAssets'))) }
    })
  } catch {
    return []
  }
}
