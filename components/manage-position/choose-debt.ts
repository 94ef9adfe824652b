import { type Debt, nameDebt, type OwnedPosition } from '../../lib/domain/position'
import type { Texts } from '../form/kept-inputs'

/** Which of a position's debts a form is about, by the asset that is typed: the first of `among`, until another is chosen. */
export function chooseDebt(
  position: Pick<OwnedPosition, 'debts'>,
  texts: Texts,
  among: readonly [Debt, ...Debt[]] = position.debts,
) {
  const debt = among.find(({ asset }) => asset.address === texts.get('asset')) ?? among[0]
  // where there is one there is nothing to choose, and nothing to name
  return { debt, debtAsset: nameDebt(position, debt), assets: among.map(({ asset }) => asset) }
}
