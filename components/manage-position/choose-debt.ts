import type { Asset } from '../../lib/domain/asset'
import type { OwnedPosition } from '../../lib/domain/position'
import type { Texts } from '../form/kept-inputs'

/** Which of a position's debts a form is about, by the asset that is typed: the first, until another is chosen. */
export function chooseDebt({ debts }: Pick<OwnedPosition, 'debts'>, texts: Texts) {
  const debt = debts.find(({ asset }) => asset.address === texts.get('asset')) ?? debts[0]
  // where there is one there is nothing to choose, and nothing to name
  const debtAsset: Asset | undefined = debts.length > 1 ? debt.asset : undefined
  return { debt, debtAsset, assets: debts.map(({ asset }) => asset) }
}
