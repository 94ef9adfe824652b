import type { Client } from 'viem'
import { measureGrowth } from '../../batch/measure-growth'
import { findShare } from '../addresses'
import type { Growth } from './parts'
import type { RawSnapshot } from './raw'

/** How fast what each share is worth grows: see `measureGrowth`. One RPC request, none where there is no share. */
export async function fetchGrowth(client: Client, raw: RawSnapshot): Promise<Growth> {
  const shares = listShares(raw)
  const measured = await measureGrowth(client, shares, raw.timestamp)
  return Object.fromEntries(shares.map(({ token }, i) => [token.toLowerCase(), measured[i] ?? null]))
}

/** Measured in another block, perhaps: a share that was not there then is not measured. */
export function knownGrowth(raw: RawSnapshot, growth: unknown): Growth {
  const measured = (growth ?? {}) as Growth
  const tokens = listShares(raw).map(({ token }) => token.toLowerCase())
  return Object.fromEntries(tokens.map((token) => [token, measured[token] ?? null]))
}

function listShares({ reserves, structure }: RawSnapshot) {
  return reserves.flatMap(({ underlying, shareRate }) => {
    const share = findShare(structure.chainId, underlying)
    return share ? [{ token: underlying, ...share.rate, worthNow: shareRate ?? 0n }] : []
  })
}
