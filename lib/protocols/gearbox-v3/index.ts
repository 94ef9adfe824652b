import type { Abi } from 'viem'
import type { ProtocolAdapter } from '../protocol'
import { LENS_ADDRESS, requireEntry } from './addresses'
import { errorAbi } from './draft/calls.generated'
import { draftSupply, draftWithdraw } from './draft/lending'
import { draftManage } from './draft/manage'
import { draftOpen } from './draft/open'
import { waitWhereUnanswered } from './draft/question'
import { withPoolsOf } from './draft/with-pools-of'
import { explainError } from './errors/explain'
import { convertAccount, stateOf } from './read/convert'
import { decodeLoad, encodeLoad } from './read/fetch'
import { fetchLiquidation } from './read/fetch-liquidation'
import { lensCode } from './read/lens.generated'
import { gearboxV3Reader } from './reader'

/** Gearbox V3.1 credit accounts: one contract per position, which holds all collateral and owes one pool. */
export const gearboxV3: ProtocolAdapter = {
  ...gearboxV3Reader,
  draftOpen: (...given) => waitWhereUnanswered(() => draftOpen(...given)),
  draftManage: (...given) => waitWhereUnanswered(() => draftManage(...given)),
  fetchLiquidation,
  withPoolsOf,
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
