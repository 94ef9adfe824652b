import { concatHex, hexToString, numberToHex, slice } from 'viem'

/** What somebody else's contract may call itself at most, in bytes. */
const MAX_TEXT = 64

/**
 * A text that a call answered, whatever it answers: a string cut to 64 bytes, 32 raw bytes, or nothing. `at` is the number of
 * the word that says where it begins, counted from `base`, the word where what it is part of begins.
 */
export function textOf(words: readonly bigint[], at = 0, base = 0): string {
  const [first] = words
  if (first === undefined) return ''
  if (words.length === 1) return cutText(words, MAX_TEXT)
  const start = base + Number((words[base + at] ?? 0n) / 32n)
  return cutText(words.slice(start + 1), Number(words[start] ?? 0n))
}

function cutText(words: readonly bigint[], length: number): string {
  const bytes = concatHex(words.slice(0, MAX_TEXT / 32).map((word) => numberToHex(word, { size: 32 })))
  if (length === 0 || bytes === '0x') return ''
  return hexToString(slice(bytes, 0, Math.min(length, MAX_TEXT))).replaceAll('\0', '')
}
