import type { Client } from 'viem'
import { measureGrowth } from '../../batch/measure-growth'
import type { RawSnapshot, VaultGrowth } from './raw'
import { SHARES } from './read-venues'

/** How fast each vault's share grows: see `measureGrowth`. One RPC request. */
export async function fetchVaultGrowth(client: Client, snapshot: RawSnapshot): Promise<VaultGrowth> {
  const vaults = [
    ...new Map(snapshot.markets.flatMap((m) => m.vaults).map((v) => [v.vault.toLowerCase(), v])).values(),
  ]
  const shares = vaults.map(({ vault, assetsPerShare }) => ({
    token: vault,
    signature: 'convertToAssets(uint256)',
    args: [SHARES],
    worthNow: assetsPerShare,
  }))
  const measured = await measureGrowth(client, shares, snapshot.timestamp)
  return Object.fromEntries(vaults.map(({ vault }, i) => [vault.toLowerCase(), measured[i] ?? null]))
}
