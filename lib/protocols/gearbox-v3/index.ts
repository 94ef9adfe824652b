import type { Abi } from 'viem'
import { waitWhereUnanswered } from '../../domain/question'
import type { ProtocolAdapter } from '../protocol'
import { adapterAbi, errorAbi, facadeAbi, facadeMulticallAbi, poolAbi } from './draft/calls.generated'
import { draftSupply, draftWithdraw } from './draft/lending'
import { draftManage } from './draft/manage'
import { draftOpen } from './draft/open'
import { withPoolsOf } from './draft/with-pools-of'
import { explainError } from './errors/explain'
import { fetchAccountAt } from './read/fetch-account-at'
import { fetchLiquidation } from './read/fetch-liquidation'
import { probeAccount } from './read/probe'
import { gearboxV3Reader } from './reader'

/** Gearbox V3.1 credit accounts: one contract per position, which holds all collateral and owes one pool. */
export const gearboxV3: ProtocolAdapter = {
  ...gearboxV3Reader,
  draftOpen: (...given) => waitWhereUnanswered(() => draftOpen(...given)),
  draftManage: (...given) => waitWhereUnanswered(() => draftManage(...given)),
  fetchLiquidation,
  withPoolsOf,
  lending: { draftSupply, draftWithdraw },
  probeAccount,
  fetchAccountAt,
  functionAbi: [...facadeAbi, ...facadeMulticallAbi, ...adapterAbi, ...poolAbi],
  errorAbi: errorAbi as Abi,
  explainError,
}
