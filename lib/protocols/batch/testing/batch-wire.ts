import { concatHex, type Hex, numberToHex, padHex, size, slice, toFunctionSelector } from 'viem'
import type { Address } from '../../../domain/asset'

type Call = {
  readonly target: Address
  readonly signature: string
  readonly args: readonly Hex[]
  readonly isHashed: boolean
}

export type Selectors = ReadonlyMap<Hex, string>

/** The functions that a double tells apart, by their selectors. */
export function mapSelectors(signatures: readonly string[]): Selectors {
  return new Map(signatures.map((signature) => [toFunctionSelector(`function ${signature}`), signature]))
}

/** What a batch asks for, as `batch.sol` reads it. */
export function parseCalls(data: Hex, selectors: Selectors): readonly Call[] {
  let at = 0
  const take = (length: number): Hex => {
    at += length
    return `0x${data.slice(2 + 2 * (at - length), 2 + 2 * at)}`
  }
  const count = Number(take(2)) & 0x7fff
  const width = count > 256 ? 2 : 1
  const words = Array.from({ length: count }, () => take(Number(take(1))))
  const ref = () => words[Number(take(width))] ?? '0x'
  const calls: Call[] = []
  while (at < size(data)) {
    const kind = Number(take(1))
    const target = padHex(ref(), { size: 20 })
    if (kind === 0x20) calls.push({ target, signature: 'balance', args: [], isHashed: false })
    else if (kind === 0x21) take(1)
    else {
      const signature = selectors.get(padHex(ref(), { size: 4 })) ?? ''
      const args = Array.from({ length: kind & 0x0f }, ref)
      calls.push({ target, signature, args, isHashed: (kind & 0x10) !== 0 })
    }
  }
  return calls
}

/** Whether ArbSys is asked for the block's number. */
export function isOfArbSys(data: Hex): boolean {
  return Number(slice(data, 0, 1)) >= 0x80
}

export function packWord(word: bigint): Hex {
  const packed = word === 0n ? '0x' : numberToHex(word, { size: Math.ceil(word.toString(16).length / 2) })
  return concatHex([numberToHex(size(packed), { size: 1 }), packed])
}

const packed = new Map<string, Hex>()

/** Packed once each: most answers are the same. */
export function packAnswer(words: readonly bigint[]): Hex {
  const key = words.join()
  const known =
    packed.get(key) ?? concatHex([numberToHex(words.length + 1, { size: 1 }), ...words.map(packWord)])
  packed.set(key, known)
  return known
}
