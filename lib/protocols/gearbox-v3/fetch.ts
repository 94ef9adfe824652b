import { type Client, decodeFunctionResult, encodeFunctionData, numberToHex } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../protocol'
import { LENS_ADDRESS } from './addresses'
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
 * How fast each vault's share grows, measured by running the vaults' own code in a simulated block one day
 * ahead: exact for shares that accrue with time, 0 for those that grow in steps. One RPC request. A node
 * that cannot simulate gives null, "not measured", which counts as no yield.
 */
export async function fetchVaultGrowth(client: Client, snapshot: RawSnapshot): Promise<VaultGrowth> {
  const vaults = [
    ...new Map(snapshot.markets.flatMap((m) => m.vaults).map((v) => [v.vault.toLowerCase(), v])).values(),
  ]
  if (vaults.length === 0) return {}
  const later = await fetchShareValues(
    client,
    vaults.map((v) => v.vault),
    snapshot.timestamp + DAY_SECONDS,
  )
  return Object.fromEntries(
    vaults.map((vault, i) => {
      const after = later?.values[i]
      if (!later || after === undefined || vault.assetsPerShare === 0n)
        return [vault.vault.toLowerCase(), null]
      const seconds = later.timestamp - snapshot.timestamp
      const grown = after > vault.assetsPerShare ? after - vault.assetsPerShare : 0n
      return [
        vault.vault.toLowerCase(),
        (grown * 10n ** 18n * 365n * DAY_SECONDS) / (vault.assetsPerShare * seconds),
      ]
    }),
  )
}

async function fetchShareValues(
  client: Client,
  vaults: readonly Address[],
  timestamp: bigint,
): Promise<{ timestamp: bigint; values: readonly bigint[] } | null> {
  const data = encodeFunctionData({ abi: lensAbi, functionName: 'shareValues', args: [vaults] })
  try {
    const blocks = await client.request<{
      Parameters: unknown[]
      ReturnType: { calls: { status: Hex; returnData: Hex }[] }[]
    }>({
      method: 'eth_simulateV1',
      params: [
        {
          blockStateCalls: [
            {
              blockOverrides: { time: numberToHex(timestamp) },
              stateOverrides: { [LENS_ADDRESS]: { code: lensCode } },
              calls: [{ to: LENS_ADDRESS, data }],
            },
          ],
          validation: false,
        },
        'latest',
      ],
    })
    const result = blocks[0]?.calls[0]
    if (!result || BigInt(result.status) !== 1n) return null
    const [time, values] = decodeFunctionResult({
      abi: lensAbi,
      functionName: 'shareValues',
      data: result.returnData,
    })
    return { timestamp: time, values }
  } catch {
    return null
  }
}

async function callLens(client: Client, data: Hex, block: bigint | 'latest' = 'latest'): Promise<Hex> {
  return client.request<{ Parameters: unknown[]; ReturnType: Hex }>({
    method: 'eth_call',
    params: [
      { to: LENS_ADDRESS, data },
      block === 'latest' ? block : numberToHex(block),
      { [LENS_ADDRESS]: { code: lensCode } },
    ],
  })
}
