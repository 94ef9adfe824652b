import type { Client } from 'viem'
import type { Growth, ProtocolReader } from '../protocol'
import { entryOn } from './addresses'
import { PROTOCOL_ID, parsePositionId } from './ids'
import { convertAccount, convertMarkets, stateOf } from './read/convert'
import { fetchOwner, fetchSnapshot } from './read/fetch'
import { fetchVaultGrowth } from './read/fetch-growth'
import type { RawSnapshot, VaultGrowth } from './read/raw'

/** The part of the adapter that reads: it imports nothing of what drafts, encodes and explains. */
export const gearboxV3Reader: ProtocolReader = {
  id: PROTOCOL_ID,
  name: 'Gearbox V3.1',
  // `CreditFacadeV3.liquidateCreditAccount` repays all that an account owes
  liquidates: 'all',
  hasPools: true,
  entryOn,
  fetchMarkets: async (client, chainId, { growth, scope, onPart } = {}) => {
    const raw = await fetchSnapshot(client, chainId, null, {
      scope,
      onPart: onPart && ((part) => onPart(convertMarkets(part, {}, chainId))),
    })
    return convertMarkets(raw, await growthOf(client, raw, growth), chainId)
  },
  fetchAccount: async (client, chainId, owner, { growth, scope } = {}) => {
    const raw = await fetchSnapshot(client, chainId, owner, { scope })
    return convertAccount(raw, await growthOf(client, raw, growth), chainId, owner)
  },
  fetchGrowth: (client, markets) => fetchVaultGrowth(client, stateOf(markets).raw),
  applyGrowth: (markets, growth) => {
    const { raw } = stateOf(markets)
    return convertMarkets(raw, knownGrowth(raw, growth), markets.chainId)
  },
  applyGrowthToAccount: ({ markets, owner }, growth) => {
    const { raw } = stateOf(markets)
    return convertAccount(raw, knownGrowth(raw, growth), markets.chainId, owner)
  },
  fetchPositionOwner: async (client, chainId, positionId) => {
    const account = parsePositionId(positionId, chainId)
    return account ? fetchOwner(client, chainId, account) : null
  },
}

async function growthOf(client: Client, raw: RawSnapshot, growth: Growth | undefined): Promise<VaultGrowth> {
  return growth === undefined ? fetchVaultGrowth(client, raw) : knownGrowth(raw, growth)
}

/** Measured in another block, perhaps: a vault that was not there then is not measured. */
function knownGrowth({ markets }: RawSnapshot, growth: Growth): VaultGrowth {
  const measured = (growth ?? {}) as VaultGrowth
  const vaults = markets.flatMap((market) => market.vaults).map(({ vault }) => vault.toLowerCase())
  return Object.fromEntries(vaults.map((vault) => [vault, measured[vault] ?? null]))
}
