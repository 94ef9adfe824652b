import { chooseHolder, listHolderOptions } from '../../lib/domain/holder-choice'
import type { WalletAbilities } from '../../lib/execution/executor'
import type { HolderSelection } from './use-holder'

/** What a person chose: whose account, and whether in steps where a wallet could do without. */
export type HolderChoice = { readonly chosen: string | null; readonly isStepwiseChosen: boolean }

/** Who holds a new position, and how it gets there: whom the person chose, else a Safe of theirs. */
export function selectHolder(
  known: Parameters<typeof listHolderOptions>[0],
  abilities: WalletAbilities | null,
  { chosen, isStepwiseChosen }: HolderChoice,
): HolderSelection {
  const options = listHolderOptions(known)
  const holder = chooseHolder(options, chosen)
  const isChosen = holder !== null && holder.address.toLowerCase() === chosen?.toLowerCase()
  const isNamed = holder !== null && (isChosen || holder.kind === 'account')
  const isAtomic = abilities?.isAtomic === true
  // a Safe does all of it at once, whatever the wallet can
  const isStepwise = holder?.kind === 'account' && (!isAtomic || isStepwiseChosen)
  return { options, holder, abilities, named: isNamed ? holder.address : undefined, isStepwise }
}
