import { hasDebt } from '../domain/health'
import type { OwnedPosition } from '../domain/position'
import { readers } from '../protocols/readers'

/** Whether a liquidation may have left a position as it is: with a debt only where its protocol takes parts. */
export function mayHaveBeenLiquidated(position: OwnedPosition): boolean {
  return !hasDebt(position) || readers.find(({ id }) => id === position.protocol)?.liquidates === 'parts'
}
