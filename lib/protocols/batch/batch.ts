import { concatHex, type Hex, hexToBytes, isHex, numberToHex, size } from 'viem'
import type { Address } from '../../domain/asset'
import { NoCodeError } from '../../domain/no-code-error'
import { selectorOf } from '../../domain/signature'
import type { BlockNumberFrom } from './block-number'

/** A word of a batch that is known only once it runs. */
export type Slot = { readonly slot: number }
type Word = Address | Hex | bigint | Slot

/** Number of an answer, over all pages of a batch. */
export type Read = number

/** What one call said, in words of 32 bytes; or the first bytes of what it reverted with. */
export type Answer = { readonly words: readonly bigint[] } | { readonly reverted: Hex }

/** Answers of one page, or of all pages, at one block. */
export type PageAnswers = {
  readonly blockNumber: bigint
  readonly timestamp: bigint
  readonly answers: readonly Answer[]
}

/** A part of an operation: a word's number, or a byte of its own. */
type Part = { readonly ref: number } | { readonly byte: number }
type Page = {
  readonly blockNumberFrom: BlockNumberFrom
  readonly words: Map<string, number>
  readonly parts: Part[]
  wordBytes: number
  gas: number
}

/** A request carries each as two hexadecimal digits, beside 1.5 kB of code: with a section more it is under 64 kB. */
const PAGE_BYTES = 24_000
/** By estimates, which are above what was measured: with a section more it is under the 2^24 gas of a transaction. */
const PAGE_GAS = 10_000_000
const GAS_OF_CALL = 7_000

const HASHED = 0x10
const BALANCE = 0x20
const SLOT = 0x21
/** Beside the number of words. */
const BLOCK_OF_ARBSYS = 0x8000

export type Batch = ReturnType<typeof createBatch>

/** By signature, as estimated from above: calls that do more than look things up. */
export type GasOfCalls = Readonly<Record<string, number>>

type BatchOptions = {
  readonly isOnePage?: boolean
  readonly blockNumberFrom?: BlockNumberFrom
  readonly gasOf?: GasOfCalls
}

/**
 * Collects calls, each once however often it is asked for, into pages for `batch.sol`: the formats are described there.
 * A page is begun anew between two sections alone, so that what a section asks for is all in pages up to its own; all is
 * one page where it `isOnePage`.
 */
export function createBatch({ isOnePage = false, blockNumberFrom = 'evm', gasOf = {} }: BatchOptions = {}) {
  const newPage = (): Page => ({ blockNumberFrom, words: new Map(), parts: [], wordBytes: 0, gas: 0 })
  const pages: Page[] = [newPage()]
  const known = new Map<string, Read>()
  let reads = 0
  const slots = new Map<string, Slot>()
  const last = () => pages.at(-1) ?? newPage()

  function refer(word: Word): Part {
    const page = last()
    const packed = packWord(word)
    const key = isSlot(word) ? `slot ${word.slot}` : packed
    const index = page.words.get(key) ?? page.words.size
    if (!page.words.has(key)) {
      page.words.set(key, index)
      page.wordBytes += size(packed) + 1
    }
    return { ref: index }
  }

  function push(parts: readonly Part[], gas: number) {
    const page = last()
    page.parts.push(...parts)
    page.gas += gas
  }

  function once(key: string, isShared: boolean, add: () => void): Read {
    const before = isShared ? known.get(key) : undefined
    if (before !== undefined) return before
    add()
    if (isShared) known.set(key, reads)
    return reads++
  }

  function add(
    kind: number,
    target: Word,
    signature: string,
    args: readonly Word[],
    isShared: boolean,
  ): Read {
    const key = [kind, signature, ...[target, ...args].map(keyOf)].join(' ')
    return once(key, isShared, () => {
      const selector = refer(knownSelectorOf(signature))
      push(
        [{ byte: kind | args.length }, refer(target), selector, ...args.map(refer)],
        gasOf[signature] ?? GAS_OF_CALL,
      )
    })
  }

  return {
    /** What `target` answers, as its own words. */
    call: (target: Word, signature: string, args: readonly Word[] = []): Read =>
      add(0, target, signature, args, true),
    /** The hash of it. */
    hash: (target: Word, signature: string): Read => add(HASHED, target, signature, [], true),
    /** Of the chain's own coin, in wei. */
    balance: (owner: Address): Read =>
      once(`balance ${owner.toLowerCase()}`, true, () =>
        push([{ byte: BALANCE }, refer(owner)], GAS_OF_CALL),
      ),
    /** The last word that a call says, less a number, for the calls after it. */
    slot(target: Word, signature: string, args: readonly Word[] = [], less = 0): Slot {
      const key = [signature, ...[target, ...args].map(keyOf), less].join(' ')
      const before = slots.get(key)
      if (before) return before
      add(0, target, signature, args, false)
      const slot = { slot: slots.size }
      slots.set(key, slot)
      push([{ byte: SLOT }, refer(slot), { byte: less }], 0)
      return slot
    },
    /** Says where the next page may begin. Slots do not reach over it. */
    section() {
      if (isOnePage) return
      const { wordBytes, parts, gas } = last()
      if (wordBytes + 2 * parts.length > PAGE_BYTES || gas > PAGE_GAS) pages.push(newPage())
    },
    /** How many answers there will be. */
    count: (): number => reads,
    /** At least one, which asks for the block where there is nothing else to ask. */
    pages: (): readonly Hex[] =>
      pages.filter((page, number) => number === 0 || page.parts.length > 0).map(encodePage),
  }
}

function encodePage({ blockNumberFrom, words, parts }: Page): Hex {
  const width = words.size > 256 ? 2 : 1
  const ops = parts.map((part) =>
    'ref' in part ? numberToHex(part.ref, { size: width }) : numberToHex(part.byte, { size: 1 }),
  )
  const dictionary = [...words.keys()].map((key) => {
    const packed: Hex = isHex(key) ? key : '0x'
    return concatHex([numberToHex(size(packed), { size: 1 }), packed])
  })
  const head = words.size + (blockNumberFrom === 'arbsys' ? BLOCK_OF_ARBSYS : 0)
  return concatHex([numberToHex(head, { size: 2 }), ...dictionary, ...ops])
}

function isSlot(word: Word): word is Slot {
  return typeof word === 'object'
}

function keyOf(word: Word): string {
  return isSlot(word) ? `slot ${word.slot}` : packWord(word)
}

/** A word without the zeros before it; nothing where it is not known yet. */
function packWord(word: Word): Hex {
  if (isSlot(word)) return '0x'
  const digits = (typeof word === 'bigint' ? word.toString(16) : word.slice(2).toLowerCase()).replace(
    /^0+/,
    '',
  )
  return digits.length % 2 === 0 ? `0x${digits}` : `0x0${digits}`
}

const selectors = new Map<string, Hex>()

/** Hashed once each: there are thousands of calls, and dozens of functions. */
function knownSelectorOf(signature: string): Hex {
  const known = selectors.get(signature) ?? selectorOf(signature)
  selectors.set(signature, known)
  return known
}

/** Throws where it is not what `batch.sol` answers. */
export function decodeBatch(data: Hex): PageAnswers {
  if (data === '0x') throw new NoCodeError()
  const bytes = hexToBytes(data)
  let at = 0
  const byte = () => {
    const value = bytes[at++]
    if (value === undefined) throw new RangeError('The answer ends too early')
    return value
  }
  const take = (length: number): Hex => {
    const start = 2 + 2 * at
    at += length
    if (at > bytes.length) throw new RangeError('The answer ends too early')
    return `0x${data.slice(start, start + 2 * length)}`
  }
  const word = () => {
    const length = byte()
    return length === 0 ? 0n : BigInt(take(length))
  }
  const blockNumber = word()
  const timestamp = word()
  const answers: Answer[] = []
  while (at < bytes.length) {
    const head = byte()
    if (head === 0) answers.push({ reverted: take(byte()) })
    else {
      const count = head === 255 ? byte() * 256 + byte() : head - 1
      answers.push({ words: Array.from({ length: count }, word) })
    }
  }
  return { blockNumber, timestamp, answers }
}
