import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  decodeAbiParameters,
  encodeAbiParameters,
  slice,
  toFunctionSelector,
} from 'viem'
import type { Hex } from '../../../lib/domain/call'

/** An argument as it lies in a call, or a part of one. */
export type Argument = { readonly name: string; readonly type: string } & (
  | { readonly kind: 'value'; readonly value: unknown }
  /** What lies in a structure or a list, in order. */
  | { readonly kind: 'parts'; readonly parts: readonly Argument[] }
)

export type FunctionReading = { readonly name: string; readonly arguments: readonly Argument[] }

/** A call of one of these functions, read from its bytes; null where it is none, or where anything else lies in them. */
export function readFunction(functions: Abi, data: Hex): FunctionReading | null {
  if (data.length < SELECTOR_LENGTH) return null
  const selector = slice(data, 0, 4).toLowerCase()
  const item = functions.find(
    (one): one is AbiFunction => one.type === 'function' && toFunctionSelector(one) === selector,
  )
  if (!item) return null
  try {
    const bytes: Hex = data.length > SELECTOR_LENGTH ? slice(data, 4) : '0x'
    const values: readonly unknown[] = bytes === '0x' ? [] : decodeAbiParameters(item.inputs, bytes)
    if (values.length !== item.inputs.length) return null
    if (encodeAbiParameters(item.inputs, values) !== bytes.toLowerCase()) return null
    return { name: item.name, arguments: item.inputs.map((input, i) => readArgument(input, values[i])) }
  } catch {
    return null
  }
}

/** Of "0x" and four bytes. */
const SELECTOR_LENGTH = 10

function readArgument(parameter: AbiParameter, value: unknown): Argument {
  const { name = '', type } = parameter
  const item = /^(.*)\[\d*\]$/.exec(type)?.[1]
  if (item !== undefined) {
    const parts = listOf(value).map((one, i) =>
      readArgument({ ...parameter, name: `${i + 1}`, type: item }, one),
    )
    return { kind: 'parts', name, type, parts }
  }
  if (!('components' in parameter)) return { kind: 'value', name, type, value }
  const parts = parameter.components.map((component, i) =>
    readArgument(component, findPart(value, component.name, i)),
  )
  return { kind: 'parts', name, type, parts }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** viem makes an object of a structure whose parts have names, and a list of any other. */
function findPart(value: unknown, name: string | undefined, index: number): unknown {
  if (Array.isArray(value)) return value[index]
  return typeof value === 'object' && value !== null && name !== undefined
    ? Reflect.get(value, name)
    : undefined
}
