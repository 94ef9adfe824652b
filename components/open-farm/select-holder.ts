import { chooseHolder, listHolderOptions } from '../../lib/domain/holder-choice'
import type { WalletAbilities } from '../../lib/execution/executor'
import type { HolderSelection } from './use-holder'

/** Who holds a new position: whom the person chose, else a Safe of theirs. */
export function selectHolder(
  known: Parameters<typeof listHolderOptions>[0],
  abilities: WalletAbilities | null,
  chosen: string | null,
): HolderSelection {
  const options = listHolderOptions(known)
  const holder = chooseHolder(options, chosen)
  const isChosen = holder !== null && holder.address.toLowerCase() === chosen?.toLowerCase()
  const isNamed = holder !== null && (isChosen || holder.kind === 'account')
  return { options, holder, abilities, named: isNamed ? holder.address : undefined }
}
