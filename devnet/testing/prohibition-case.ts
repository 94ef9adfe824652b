import type { Address } from '../../lib/domain/asset'
import type { Flow } from './prohibition-flows'
import type { Levers } from './prohibition-states'

export const LP = 'WETH/USDC LP against USDC'
export const VAULT = 'sSYND against USDC'

/** A state, the farm that it concerns, and what it stops there, by the codes that say why. */
export type ProhibitionCase = {
  readonly name: string
  readonly farm: typeof LP | typeof VAULT
  /** `farm` is the farm's token. */
  readonly enter: (levers: Levers, farm: Address) => Promise<unknown>
  readonly refused: Readonly<Record<string, readonly Flow[]>>
}
