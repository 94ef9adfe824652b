import { useState } from 'react'
import type { WayOutAction } from '../../lib/plan/search-way'
import type { Suggestion } from './position-actions'

const TAB_OF: Record<WayOutAction['kind'], string> = {
  repay: 'repay',
  deposit: 'deposit',
  'change-leverage': 'leverage',
  close: 'close',
}

/** Which tab is open, and what its form starts with: nothing where the person opened it. */
export function useTabChoice(initialId: string | undefined) {
  const [choice, setChoice] = useState<{ readonly tab?: string; readonly suggestion: Suggestion | null }>({
    tab: initialId,
    suggestion: null,
  })
  return {
    ...choice,
    choose: (tab: string) => setChoice({ tab, suggestion: null }),
    suggest: (action: WayOutAction) =>
      setChoice(({ suggestion }) => ({
        tab: TAB_OF[action.kind],
        suggestion: { key: `${Number(suggestion?.key ?? 0) + 1}`, action },
      })),
  }
}
