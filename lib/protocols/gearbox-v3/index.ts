import type { Abi } from 'viem'
import type { ProtocolAdapter } from '../protocol'
import { entryOn, LENS_ADDRESS } from './addresses'
import { convertAccount, convertMarkets, stateOf } from './convert'
import { draftSupply, draftWithdraw } from './draft-lending'
import { draftManage } from './draft-manage'
import { draftOpen } from './draft-open'
import { explainError } from './errors'
import { decodeLoad, encodeLoad, fetchOwner, fetchSnapshot, fetchVaultGrowth } from './fetch'
import { PROTOCOL_ID, parsePositionId } from './ids'
import { errorAbi, lensCode } from './lens.generated'

/** Gearbox V3.1 credit accounts: one contract per position, which holds all collateral and owes one pool. */
export const gearboxV3: ProtocolAdapter = {
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
  draftOpen,
  draftManage,
  lending: { draftSupply, draftWithdraw },
  probeAccount: (markets, owner) => ({
    to: LENS_ADDRESS,
    code: lensCode,
    data: encodeLoad(requireEntry(markets.chainId), owner),
    decode: (data) => convertAccount(decodeLoad(data), stateOf(markets).growth, markets.chainId, owner),
  }),
  errorAbi: errorAbi as Abi,
  explainError,
}

function requireEntry(chainId: number) {
  const entry = entryOn(chainId)
  if (!entry) throw new Error(`Gearbox is not on chain ${chainId}`)
  return entry
}
