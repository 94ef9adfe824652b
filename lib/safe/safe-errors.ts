/** What a Safe's own codes mean (`error_codes.md` of Safe 1.4.1): sentences without their full stop. */
const MEANINGS: Readonly<Record<string, string>> = {
  GS000: 'The Safe could not be set up',
  GS010: 'The gas does not suffice for what the Safe is to do',
  // Each call that fails by itself is named in its place.
  GS013: 'Something that the Safe was to do fails, and the Safe does not say which',
  GS020: 'The Safe does not find the signature of this account',
  GS024: 'A contract that owns the Safe does not confirm its signature',
  // With the sender's own word as the signature: somebody else sends it.
  GS025: 'The Safe takes this from its owner alone, and another account sends it',
  // Or it was signed for another nonce, which is never done here.
  GS026:
    'This account is not the owner of the Safe any more, or the Safe has moved on since it was signed, as from another tab',
}

const CODE = /^GS\d{3}$/

/** What a Safe means by the words of its revert; null where they are no code of a Safe's. */
export function explainSafeError(words: string): string | null {
  if (!CODE.test(words)) return null
  return MEANINGS[words] ?? `The Safe itself refuses it, with its code ${words}`
}

/** Whether it says no more than that something in a batch failed. */
export function isBatchFailure(words: string): boolean {
  return words === 'GS013'
}
