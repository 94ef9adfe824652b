import type { ProtocolReader } from '../protocol'
import { entryOn, requireEntry } from './addresses'
import { convertAccount, convertMarkets } from './convert'
import { fetchOwner, fetchSnapshot, fetchVaultGrowth } from './fetch'
import { PROTOCOL_ID, parsePositionId } from './ids'

/** The part of the adapter that reads: it imports nothing of what drafts, encodes and explains. */
export const gearboxV3Reader: ProtocolReader = {
  id: PROTOCOL_ID,
  name: 'Gearbox V3.1',
  entryOn,
  fetchMarkets: async (client, chainId) => {
    const raw = await fetchSnapshot(client, requireEntry(chainId), null)
    return convertMarkets(raw, await fetchVaultGrowth(client, raw), chainId)
  },
  fetchAccount: async (client, chainId, owner) => {
    const raw = await fetchSnapshot(client, requireEntry(chainId), owner)
    return convertAccount(raw, await fetchVaultGrowth(client, raw), chainId, owner)
  },
  fetchPositionOwner: async (client, chainId, positionId) => {
    const account = parsePositionId(positionId, chainId)
    return account ? fetchOwner(client, requireEntry(chainId), account) : null
  },
}
