import { useState } from 'react'
import type { OwnedPosition } from '../../lib/domain/position'
import type { WayOutAction } from '../../lib/plan/search-way'
import { typeInto, useTyped } from '../form/use-typed'
import { nameForm, TAB_OF, typeSuggestion } from './suggestion'

export type TabChoice = ReturnType<typeof useTabChoice>

/** Which tab of a position is open, kept as what is typed there. `linked` is the one that a link is about. */
export function useTabChoice(position: OwnedPosition, linked: string | null) {
  const { texts, type } = useTyped(nameForm('position', position), linked === null ? null : { tab: linked })
  const [suggested, setSuggested] = useState<{ readonly tab: string; readonly count: number } | null>(null)
  return {
    chosenId: texts.get('tab'),
    /** The tab that a button elsewhere filled in, and how often one did: the same one again is another suggestion. */
    suggested,
    choose: (tab: string) => {
      setSuggested(null)
      type({ tab })
    },
    /** Fills in the form of an action, and opens it. */
    suggest: (action: WayOutAction) => {
      const tab = TAB_OF[action.kind]
      typeInto(nameForm(tab, position), typeSuggestion(action, position))
      setSuggested((last) => ({ tab, count: (last?.count ?? 0) + 1 }))
      type({ tab })
    },
  }
}
