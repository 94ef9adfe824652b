import {
  type AbiParameter,
  type DecodeAbiParametersReturnType,
  getAddress,
  type Hex,
  hexToString,
} from 'viem'
import { NoCodeError } from '../../domain/no-code-error'

const WORD = 32

/** Far more than any answer has, and few enough to make a list of. */
const MOST_ITEMS = 1_000_000

/** As in any ABI. */
type Parameter = {
  readonly type: string
  readonly name?: string
  readonly components?: readonly Parameter[]
}

/**
 * What a function returned, as viem's `decodeAbiParameters` has it, for what our own code returns: addresses, texts, flags, words of
 * bytes, numbers without a sign (of up to 48 bits a `number`), and tuples and lists of these. Every page carries this; viem's coder
 * of any types would be kilobytes more. Throws where the bytes are no such thing.
 */
export function decodeReturned<const Parameters extends readonly AbiParameter[]>(
  parameters: Parameters,
  data: Hex,
): DecodeAbiParametersReturnType<Parameters> {
  if (data === '0x') throw new NoCodeError()
  const values: unknown = readMembers(makeReader(data), parameters, 0).map(([, value]) => value)
  // what was read by these very types is of them
  return values as DecodeAbiParametersReturnType<Parameters>
}

type Reader = (at: number, length?: number) => Hex

/** Bytes by where they begin, each read once: offsets that lead to the same ones over and over would take for ever. */
function makeReader(data: Hex): Reader {
  let left = data.length / 2 - 1
  return (at, length = WORD) => {
    left -= length
    const found = data.slice(2 + 2 * at, 2 + 2 * (at + length))
    if (left < 0 || found.length < 2 * length) throw new RangeError('The answer ends too early')
    return `0x${found}`
  }
}

/** By name, one after the other; what has no size of its own lies where its word says, counted from `frame`. */
function readMembers(read: Reader, members: readonly Parameter[], frame: number): [string, unknown][] {
  let at = frame
  return members.map((member) => {
    const place = at
    at += sizeOf(member)
    return [
      member.name ?? '',
      readValue(read, member, isDynamic(member) ? frame + Number(read(place)) : place),
    ]
  })
}

function readValue(read: Reader, parameter: Parameter, at: number): unknown {
  const { type, components = [] } = parameter
  if (type.endsWith('[]')) {
    const element = { ...parameter, type: type.slice(0, -2) }
    const elements = Array.from({ length: readLength(read, at) }, () => element)
    return readMembers(read, elements, at + WORD).map(([, value]) => value)
  }
  if (type === 'tuple') return Object.fromEntries(readMembers(read, components, at))
  if (type === 'string') return hexToString(read(at + WORD, readLength(read, at)))
  return toValue(type, read(at))
}

/** Of more than there is nothing can be made, and no list of that length is begun. */
function readLength(read: Reader, at: number): number {
  const length = Number(read(at))
  if (length > MOST_ITEMS) throw new RangeError('The answer ends too early')
  return length
}

function toValue(type: string, word: Hex): unknown {
  if (type === 'address') return getAddress(`0x${word.slice(-40)}`)
  if (type === 'bool') return BigInt(word) !== 0n
  if (type === 'bytes32') return word
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1])
  if (Number.isNaN(bits)) throw new TypeError(`Our own code returns no ${type}`)
  return bits <= 48 ? Number(word) : BigInt(word)
}

function isDynamic({ type, components = [] }: Parameter): boolean {
  return type === 'string' || type.endsWith('[]') || components.some(isDynamic)
}

/** In the tuple or list that it is a member of. */
function sizeOf(parameter: Parameter): number {
  const { components = [] } = parameter
  if (isDynamic(parameter) || components.length === 0) return WORD
  return components.reduce((total, component) => total + sizeOf(component), 0)
}
