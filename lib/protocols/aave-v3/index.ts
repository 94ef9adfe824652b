import type { ProtocolAdapter } from '../protocol'
import { functionAbi } from './draft/encode'
import { lending } from './draft/lending'
import { draftManage } from './draft/manage'
import { draftOpen } from './draft/open'
import { errorAbi, explainError } from './errors/explain'
import { fetchAccountAt } from './fetch-account-at'
import { probeAccount } from './probe'
import { aaveV3Reader, sparkReader } from './reader'
import { withPoolsOf } from './with-pools-of'

const common = {
  draftOpen,
  draftManage,
  withPoolsOf,
  lending,
  probeAccount,
  fetchAccountAt,
  functionAbi,
  errorAbi,
  explainError,
} as const

/** Aave V3: one position an account in each market, in a Safe of its owner's or their own account, looped through Uniswap V3. */
export const aaveV3Adapter: ProtocolAdapter = { ...aaveV3Reader, ...common }

/** SparkLend: the older line of the same code. */
export const sparkAdapter: ProtocolAdapter = { ...sparkReader, ...common }
