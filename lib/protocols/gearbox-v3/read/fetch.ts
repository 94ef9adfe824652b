import { type Client, decodeFunctionResult, encodeFunctionData, numberToHex } from 'viem'
import type { Address } from '../../../domain/asset'
import { max, mulDivDown, SECONDS_PER_YEAR, WAD } from '../../../domain/math'
import type { Hex } from '../../protocol'
import { LENS_ADDRESS } from '../addresses'
import { lensAbi, lensCode } from './lens.generated'
import { nameShares } from './name-shares'
import type { RawSnapshot, VaultGrowth } from './raw'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'
const DAY_SECONDS = 86_400n

/** Calldata of the lens read that loads every market, and an account's positions where there is an account. */
export function encodeLoad(entry: Address, owner: Address | null): Hex {
  return encodeFunctionData({ abi: lensAbi, functionName: 'load', args: [entry, owner ?? NOBODY] })
}

export function decodeLoad(data: Hex): RawSnapshot {
  return nameShares(decodeFunctionResult({ abi: lensAbi, functionName: 'load', data }))
}

/** Everything at one block, in one RPC request. Throws where the node refuses or Gearbox is not there. */
export async function fetchSnapshot(
  client: Client,
  entry: Address,
  owner: Address | null,
  block: bigint | 'latest' = 'latest',
): Promise<RawSnapshot> {
  return decodeLoad(await callLens(client, encodeLoad(entry, owner), block))
}

/** Who owns a credit account; null where it is not an open account of this entry's markets. One RPC request. */
export async function fetchOwner(client: Client, entry: Address, account: Address): Promise<Address | null> {
  const data = encodeFunctionData({ abi: lensAbi, functionName: 'ownerOf', args: [entry, account] })
  const owner = decodeFunctionResult({
    abi: lensAbi,
    functionName: 'ownerOf',
    data: await callLens(client, data),
  })
  return owner === NOBODY ? null : owner
}

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

type ShareValues = { readonly timestamp: bigint; readonly values: readonly bigint[] }

/** What shares are worth at several times, one after the other; null for a time that could not be simulated. */
async function fetchShareValues(
  client: Client,
  vaults: readonly Address[],
  timestamps: readonly bigint[],
): Promise<readonly (ShareValues | null)[]> {
  const data = encodeFunctionData({ abi: lensAbi, functionName: 'shareValues', args: [vaults] })
  const blocks = timestamps.map((timestamp) => ({
    blockOverrides: { time: numberToHex(timestamp) },
    stateOverrides: { [LENS_ADDRESS]: { code: lensCode } },
    calls: [{ to: LENS_ADDRESS, data }],
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
      const [timestamp, values] = decodeFunctionResult({
        abi: lensAbi,
        functionName: 'shareValues',
        data: result.returnData,
      })
      return { timestamp, values }
    })
  } catch {
    return []
  }
}

async function callLens(client: Client, data: Hex, block: bigint | 'latest' = 'latest'): Promise<Hex> {
  return client.request<{ Parameters: unknown[]; ReturnType: Hex }>(
    {
      method: 'eth_call',
      params: [
        { to: LENS_ADDRESS, data },
        block === 'latest' ? block : numberToHex(block),
        { [LENS_ADDRESS]: { code: lensCode } },
      ],
    },
    // Whoever reads asks again, in its own time.
    { retryCount: 0 },
  )
}
