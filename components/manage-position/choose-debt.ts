import type { Asset } from '../../lib/domain/asset'
import type { OwnedPosition } from '../../lib/domain/position'
import type { Typed } from '../form/use-typed'

/** Which of a position's debts a form is about: the first, until another is chosen. */
export function chooseDebt({ debts }: OwnedPosition, { texts, type }: Typed, label: string) {
  const debt = debts.find(({ asset }) => asset.address === texts.get('debt')) ?? debts[0]
  // where there is one there is nothing to choose, and nothing to name
  const debtAsset: Asset | undefined = debts.length > 1 ? debt.asset : undefined
  const assets = debts.map(({ asset }) => asset)
  return { debt, debtAsset, choice: { label, assets, onChange: (debt: string) => type({ debt }) } }
}
