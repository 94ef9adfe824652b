import { getAddress, hexToString } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'
import type { Answer, Read } from './batch'

/** Why one item cannot be read: everything else stands without it. */
export class UnreadableError extends Error {}

export type Answers = ReturnType<typeof readAnswers>

/** The answers of a batch by the reads that asked for them. Each throws `UnreadableError` where the call failed. */
export function readAnswers(answers: readonly Answer[]) {
  const words = (read: Read, what: string, count = 1): readonly bigint[] => {
    const answer = answers[read]
    if (!answer) throw new UnreadableError(`${what} was not read`)
    if ('reverted' in answer) throw new UnreadableError(`${what} reverts${explain(answer.reverted)}`)
    if (answer.words.length < count) throw new UnreadableError(`${what} answers nothing`)
    return answer.words
  }
  const word = (read: Read, what: string, index = 0): bigint => words(read, what, index + 1)[index] ?? 0n
  return {
    words,
    word,
    number: (read: Read, what: string, index = 0): number => Number(word(read, what, index)),
    flag: (read: Read, what: string): boolean => word(read, what) !== 0n,
    /** The words of a list, `at` the number of the word that says where it begins. */
    list(read: Read, what: string, at = 0): readonly bigint[] {
      const all = words(read, what, at + 1)
      const start = Number((all[at] ?? 0n) / 32n)
      const length = Number(all[start] ?? 0n)
      if (!(start + length < all.length)) throw new UnreadableError(`${what} answers no list`)
      return all.slice(start + 1, start + 1 + length)
    },
    /** undefined where the call failed. */
    attempt<T>(get: () => T): T | undefined {
      try {
        return get()
      } catch (error) {
        if (error instanceof UnreadableError) return undefined
        throw error
      }
    },
  }
}

export function addressOf(word: bigint): Address {
  return getAddress(`0x${(word & ((1n << 160n) - 1n)).toString(16).padStart(40, '0')}`)
}

/** ` with "text"`, where the contract says why; the error's selector, where it says a code; else nothing. */
function explain(data: Hex): string {
  if (data.startsWith('0x08c379a0')) {
    // after its place and its length, a word each
    const text = data.slice(138, 138 + 2 * Number(`0x${data.slice(74, 138) || 0}`))
    return text && ` with “${hexToString(`0x${text}`)}”`
  }
  return data.length >= 10 ? ` with error ${data.slice(0, 10)}` : ''
}
