import { isSameAddress } from '../../../domain/asset'
import type { Liquidate } from '../../../domain/liquidation-take'
import type { Line } from '../line'
import { liquidateBy } from '../liquidate'
import type { Part } from './parts'
import type { RawEMode } from './raw'
import { findLiquidationTerms } from './terms'

export type LiquidateOf = typeof liquidateOf

/** What a liquidation takes of whoever is in a category, null for none: of what is no collateral there, nothing more than is repaid. */
export function liquidateOf(line: Line, parts: readonly Part[], eMode: RawEMode | null): Liquidate {
  return liquidateBy(line, ({ asset }) => {
    const part = parts.find((one) => isSameAddress(one.asset.address, asset.address))
    return part ? findLiquidationTerms(part.reserve, eMode) : { bonusBps: 10_000n, protocolFeeBps: 0n }
  })
}
