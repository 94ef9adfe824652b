import { type Abi, isAddress, isHex, maxUint256 } from 'viem'
import type { Address, Asset } from '../../../lib/domain/asset'
import type { Hex } from '../../../lib/domain/call'
import type { CallReading, SignedCall, SignedTransaction } from '../../../lib/execution/read-signed'
import { formatExactTokenAmount } from '../../../lib/format/amount'
import { formatSymbol } from '../../../lib/format/symbol'
import type { Names } from './names'
import { type Argument, readFunction } from './read-function'

/** A sentence without its full stop, what is in it, and the bytes behind it. */
export type Told = { readonly text: string; readonly parts: readonly Told[]; readonly bytes: Hex | null }

/** What telling a transaction takes to know. */
export type Known = {
  readonly names: Names
  /** The functions that whoever planned it calls. */
  readonly functions: Abi
  /** The chain's own. */
  readonly coin: Asset
}

/** What a transaction does, in words, as its bytes have it. */
export function tellTransaction(known: Known, transaction: SignedTransaction): Told {
  const { nameOf } = known.names
  const { call } = transaction
  const { data: bytes } = call
  switch (transaction.kind) {
    case 'create':
      return tell(`Create ${nameOf(transaction.safe)}, which ${nameOf(known.names.owner)} alone owns`, {
        bytes,
      })
    case 'execute':
      return tell(`Have ${nameOf(transaction.safe)} do all of this, or nothing${along(known, call.value)}`, {
        parts: transaction.calls.map((inner) => tellCall(known, inner)),
        bytes,
      })
    case 'refused':
      return tell(`Act in ${nameOf(call.to)} in a way that cannot be read`, { bytes })
    case 'plain':
      return tellCall(known, { ...call, operation: 'call', reading: transaction.reading })
  }
}

/** A call of a batch, or by itself. */
function tellCall(known: Known, call: SignedCall): Told {
  const { names, functions } = known
  const { reading, data, value, operation } = call
  const delegated = operation === 'delegatecall' ? `, by code of ${names.nameOf(call.to)} run as its own` : ''
  const read = reading.kind === 'other' ? readFunction(functions, data) : null
  if (read) {
    const parts = tellArguments(known, read.arguments)
    return tell(`Call ${read.name} of ${names.nameOf(call.to)}${along(known, value)}${delegated}`, {
      parts,
      bytes: data,
    })
  }
  return tell(`${describeReading(known, reading)}${spent(known, call)}${delegated}`, { bytes: data })
}

function tell(text: string, { parts = [], bytes = null }: Partial<Omit<Told, 'text'>> = {}): Told {
  return { text, parts, bytes: bytes === '0x' ? null : bytes }
}

/** What a payment says by itself. */
function spent(known: Known, { reading, value }: SignedCall): string {
  return reading.kind === 'pay' ? '' : along(known, value)
}

function along({ coin }: Known, value: bigint): string {
  return value > 0n ? `, with ${formatExactTokenAmount({ asset: coin, amount: value })}` : ''
}

function describeReading({ names, coin }: Known, reading: CallReading): string {
  const { nameOf } = names
  switch (reading.kind) {
    case 'approve': {
      const { token, spender, amount } = reading
      return amount === 0n
        ? `Take back what ${nameOf(spender)} may take of ${nameOf(token)}`
        : `Let ${nameOf(spender)} take ${state(names, token, amount)}`
    }
    case 'transfer':
      return `Send ${state(names, reading.token, reading.amount)} to ${nameOf(reading.receiver)}`
    case 'transfer-from':
      return `Take ${state(names, reading.token, reading.amount)} from ${nameOf(reading.from)} to ${nameOf(reading.receiver)}`
    case 'permit':
      return `Use the signature by which ${nameOf(reading.owner)} lets ${nameOf(reading.spender)} take ${state(names, reading.token, reading.amount)}`
    case 'sweep': {
      const { token, minimum, receiver } = reading
      const least = minimum > 0n ? `, at least ${state(names, token, minimum)}` : ''
      return `Send all that is left of ${nameOf(token)} to ${nameOf(receiver)}${least}`
    }
    case 'unwrap': {
      const { minimum, receiver } = reading
      const amount = formatExactTokenAmount({ asset: coin, amount: minimum })
      return `Unwrap all that is left of the wrapped ${formatSymbol(coin)} and send it to ${nameOf(receiver)}${minimum > 0n ? `, at least ${amount}` : ''}`
    }
    case 'pay':
      return `Send ${formatExactTokenAmount({ asset: coin, amount: reading.amount })} to ${nameOf(reading.receiver)}`
    case 'grant':
      return `Let somebody take tokens of ${nameOf(reading.contract)} without an amount (function ${reading.selector})`
    case 'malformed':
      return `Call ${nameOf(reading.contract)} with bytes that cannot be read (function ${reading.selector})`
    case 'other':
      return `Call function ${reading.selector} of ${nameOf(reading.contract)}`
  }
}

/** An amount in its token's own digits; as the chain counts it where the token is not known. */
function state(names: Names, token: Address, amount: bigint): string {
  const asset = names.assetOf(token)
  if (amount === maxUint256) return `${asset ? formatSymbol(asset) : names.nameOf(token)} without a limit`
  if (!asset) return `${group(amount)} of the smallest unit of ${names.nameOf(token)}`
  return `exactly ${formatExactTokenAmount({ asset, amount })}`
}

function tellArguments(known: Known, listed: readonly Argument[]): readonly Told[] {
  const call = findCall(listed)
  if (call) return [tellInner(known, call)]
  return listed.map((argument) => {
    const { name } = argument
    if (argument.kind === 'parts') {
      const isEmpty = argument.parts.length === 0
      return tell(`${name}:${isEmpty ? ' none' : ''}`, { parts: tellArguments(known, argument.parts) })
    }
    const text = formatValue(known, argument, listed)
    const bytes = typeof argument.value === 'string' && argument.type === 'bytes' ? argument.value : null
    return tell(`${name}: ${text}`, { bytes: isHex(bytes) ? bytes : null })
  })
}

/** A contract and bytes beside each other, and nothing else, are a call: that is how many calls are made in one. */
function findCall(listed: readonly Argument[]): { readonly to: Address; readonly data: Hex } | null {
  const [first, second, ...others] = listed
  if (first?.kind !== 'value' || second?.kind !== 'value' || others.length > 0) return null
  const { value: to } = first
  const { value: data } = second
  const isCall = first.type === 'address' && second.type === 'bytes'
  return isCall && typeof to === 'string' && isAddress(to) && isHex(data) ? { to, data } : null
}

function tellInner(known: Known, { to, data }: { readonly to: Address; readonly data: Hex }): Told {
  const read = readFunction(known.functions, data)
  const name = known.names.nameOf(to)
  if (!read) return tell(`Call function ${data.slice(0, 10)} of ${name}`, { bytes: data })
  return tell(`Call ${read.name} of ${name}`, { parts: tellArguments(known, read.arguments), bytes: data })
}

function formatValue({ names }: Known, argument: Argument, beside: readonly Argument[]): string {
  if (argument.kind === 'parts') return ''
  const { value, type } = argument
  if (typeof value === 'string' && type === 'address' && isAddress(value)) return names.nameOf(value)
  if (typeof value === 'string') return type === 'bytes' ? `${(value.length - 2) / 2} bytes` : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'bigint' && typeof value !== 'number') return String(value)
  if (BigInt(value) === maxUint256) return 'the most there is (2²⁵⁶ − 1)'
  const asset = findAmountsAsset(names, argument, beside)
  return asset ? formatExactTokenAmount({ asset, amount: BigInt(value) }) : group(BigInt(value))
}

/** The token that stands beside an amount: the only one there, or the one on the amount's side of a trade. */
function findAmountsAsset(names: Names, { name }: Argument, beside: readonly Argument[]): Asset | null {
  if (!/amount/i.test(name)) return null
  const tokens = beside.flatMap((one) => {
    const token = one.kind === 'value' && one.type === 'address' ? one.value : null
    const asset = typeof token === 'string' && isAddress(token) ? names.assetOf(token) : null
    return asset ? [{ name: one.name, asset }] : []
  })
  const side = /(In|Out)/.exec(name)?.[1]
  const ofSide = side ? tokens.filter((token) => token.name.includes(side)) : tokens
  return ofSide.length === 1 ? (ofSide[0]?.asset ?? null) : null
}

function group(value: bigint): string {
  return value.toLocaleString('en-GB')
}
