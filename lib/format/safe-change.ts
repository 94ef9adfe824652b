import type { SafeChange } from '../domain/holder'

/** What its owner has made of a Safe elsewhere, so that nothing is planned in it: a few words without a full stop. */
export function formatSafeChanges(changes: readonly SafeChange[]): string {
  return changes.map(({ kind }) => WORDS[kind]).join(', ')
}

const WORDS: Readonly<Record<SafeChange['kind'], string>> = {
  singleton: 'it runs other code',
  owners: 'it has other owners',
  threshold: 'it needs more than one signature',
  modules: 'modules may act in it without a signature',
  guard: 'a guard may refuse what it does',
  'fallback-handler': 'another contract answers in its name',
}
