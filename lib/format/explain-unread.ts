import { askWhichNumber, readTypedNumber } from './typed-number'

/** What to say of a text that was not taken for a number: the question where it may be two. */
export function explainUnread(text: string, otherwise: string): string {
  const typed = readTypedNumber(text, 1)
  return typed.kind === 'ambiguous' ? askWhichNumber(typed) : otherwise
}
