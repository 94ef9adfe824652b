import { useMemo, useState, useSyncExternalStore } from 'react'
import { createInputStore, NO_TEXTS, type TextChange } from './kept-inputs'

/** For the whole page: forms come and go with tabs and wallets, and what was typed into them stays. */
const store = createInputStore(() => (typeof window === 'undefined' ? null : window.sessionStorage))

/** Types into a form by its name, also into one that is not on the page. */
export const typeInto = store.type

export const { markSent } = store

/** Whether anything is typed into a form. */
export function hasTyped(form: string): boolean {
  return store.textsOf(form).size > 0
}

export type Typed = ReturnType<typeof useTyped>

/**
 * What is typed into a form, by its name: it stays over tabs, wallets and reloads. While a page is taken over from
 * the server that drew it nothing is typed, as there. What a link brought beats, once, what is kept.
 */
export function useTyped(form: string, linked: TextChange | null = null) {
  useState(() => store.link(form, linked))
  const texts = useSyncExternalStore(
    store.subscribe,
    () => store.textsOf(form),
    () => NO_TEXTS,
  )
  return useMemo(
    () => ({ form, texts, type: (change: TextChange) => store.type(form, change) }),
    [form, texts],
  )
}

/** One out of a few; `initial` where none of them is typed. */
export function chooseText<Option extends string>(
  options: readonly Option[],
  text: string | undefined,
  initial: Option,
): Option {
  return options.find((option) => option === text) ?? initial
}
