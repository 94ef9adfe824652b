import { aaveV3Deployment, type Deployment, sparkDeployment } from './heads'
import { type Line, nearestLine, roundingLine } from './line'

/** Somebody's deployments of Aave V3's code, all of one line. */
export type LendingProtocol = Deployment & { readonly line: Line }

export const aaveV3: LendingProtocol = { ...aaveV3Deployment, line: roundingLine }

export const spark: LendingProtocol = { ...sparkDeployment, line: nearestLine }
