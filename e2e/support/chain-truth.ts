import type { Address } from 'viem'
import { parseId } from '../../lib/domain/id'
import type { ChainControls } from './chain-controls'
import { aaveV3Truth, sparkTruth } from './truth-of-aave-v3'
import { gearboxV3Truth } from './truth-of-gearbox-v3'

/** How a protocol's own contracts are asked of a position, past all code of ours. */
export type ProtocolTruth = {
  /** The adapter's id. */
  readonly protocol: string
  /** Throws for an id that names no position of it. */
  readonly accountOf: (positionId: string) => Address
  readonly readHealthFactor: (chain: ChainControls, account: Address) => Promise<bigint>
  readonly findLeftovers: (
    chain: ChainControls,
    account: Address,
    owner: Address,
  ) => Promise<readonly string[]>
}

const truths: readonly ProtocolTruth[] = [gearboxV3Truth, aaveV3Truth, sparkTruth]

function truthOf(positionId: string): ProtocolTruth {
  const truth = truths.find(({ protocol }) => protocol === parseId(positionId)?.protocol)
  if (!truth) throw new Error(`“${positionId}” is of no protocol that e2e/support/chain-truth.ts can ask`)
  return truth
}

/** Who holds the collateral and owes the debts of a position, as its protocol sees it. */
export function accountOf(positionId: string): Address {
  return truthOf(positionId).accountOf(positionId)
}

/** The health factor as the contracts compute it; 1e18 = 1. */
export function readHealthFactor(chain: ChainControls, positionId: string): Promise<bigint> {
  const truth = truthOf(positionId)
  return truth.readHealthFactor(chain, truth.accountOf(positionId))
}

/** What a closed position may not leave behind: debt, collateral, allowances of its owner. */
export function findLeftovers(
  chain: ChainControls,
  positionId: string,
  owner: Address,
): Promise<readonly string[]> {
  const truth = truthOf(positionId)
  return truth.findLeftovers(chain, truth.accountOf(positionId), owner)
}
