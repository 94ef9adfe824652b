import { BaseError, HttpRequestError, TimeoutError, WebSocketRequestError } from 'viem'
import type { NodeIssue } from '../domain/issue'
import { NoCodeError } from '../domain/no-code-error'
import { causesOf, errorCodesOf, isMethodAbsent, reasonOf } from './request-error'
import { TimeLimitError } from './time-limit'

/** Why a node gave no answer that can be used. `refused` is an answer: the node's own words say what of. */
export type NodeFault =
  | 'unreachable'
  | 'timeout'
  | 'busy'
  | 'other-chain'
  | 'nonsense'
  | 'incapable'
  | 'history-missing'
  | 'refused'

/** The node answers for another chain than the one that is shown. */
export class OtherChainError extends Error {
  override readonly name = 'OtherChainError'
  constructor(
    /** The name of the chain that is shown. */
    readonly expected: string,
    readonly answered: number,
  ) {
    super(`The node answers for chain ${answered}, not for ${expected}`)
  }
}

/** EIP-1474 -32005, and HTTP's own number where a gateway puts it into the answer's body. */
const BUSY_CODES: ReadonlySet<number> = new Set([-32005, 429])
const BUSY_WORDS =
  /rate.?limit|too many (requests|connections)|(request|call|compute|credit)s? .*(limit|quo\w+|capacity)|exceeded.*(limit|quo\w+|capacity)|throttl/i
/** Nodes that keep no old states, or do not have a block yet, have no code of their own for it. */
const HISTORY_WORDS =
  /missing trie node|header not found|(unknown|no such) block|block .*not (found|available)|pruned|(state|history|historical).*(not |un)available|archive|distance to target block/i
/** A node that knows no state overrides counts the arguments, or names them. */
const OVERRIDE_WORDS = /too many arguments|state.?overrides?/i

/** Told by types, codes and HTTP statuses first; by words only where nodes have nothing else. */
export function classifyNodeFault(error: unknown): NodeFault {
  const causes = [...causesOf(error)]
  if (causes.some((cause) => cause instanceof OtherChainError)) return 'other-chain'
  if (causes.some((cause) => cause instanceof TimeLimitError || cause instanceof TimeoutError))
    return 'timeout'
  if (isBusy(error, causes)) return 'busy'
  // Before the rest: what could not be parsed is wrapped like a failed connection.
  if (causes.some((cause) => cause instanceof SyntaxError)) return 'nonsense'
  if (isMethodAbsent(error)) return 'incapable'
  if (causes.some(isOfNoCode)) return 'incapable'
  if (causes.some((cause) => cause instanceof HttpRequestError || cause instanceof WebSocketRequestError)) {
    return 'unreachable'
  }
  const reason = reasonOf(error)
  if (HISTORY_WORDS.test(reason)) return 'history-missing'
  if (OVERRIDE_WORDS.test(reason)) return 'incapable'
  return causes.some(isOurOwn) ? 'nonsense' : 'refused'
}

function isBusy(error: unknown, causes: readonly Record<string, unknown>[]): boolean {
  if (causes.some((cause) => cause instanceof HttpRequestError && cause.status === 429)) return true
  return errorCodesOf(error).some((code) => BUSY_CODES.has(code)) || BUSY_WORDS.test(reasonOf(error))
}

/** Ours, or viem's by its name: its class would bring all that viem says of ABIs into every page. */
function isOfNoCode(cause: Record<string, unknown>): boolean {
  return cause instanceof NoCodeError || cause.name === 'AbiDecodingZeroDataError'
}

/** Thrown while an answer was read, not by whoever gave it: its shape was not what it has to be. */
function isOurOwn(cause: Record<string, unknown>): boolean {
  if (cause instanceof TypeError || cause instanceof RangeError || cause instanceof NonsenseError) return true
  return (
    cause instanceof BaseError &&
    /^(Abi|Invalid(Hex|Bytes|Boolean|Address)|Size|Position|Negative|IntegerOut)/.test(cause.name)
  )
}

/** Thrown where an answer is well-formed and cannot be true. */
export class NonsenseError extends Error {
  override readonly name = 'NonsenseError'
}

const CODES = {
  unreachable: 'rpc-unreachable',
  timeout: 'rpc-timeout',
  busy: 'rpc-busy',
  nonsense: 'rpc-nonsense',
  incapable: 'rpc-incapable',
  'history-missing': 'rpc-history-missing',
} as const satisfies Record<Exclude<NodeFault, 'other-chain' | 'refused'>, NodeIssue['code']>

/** A fault as a refusal. The node's own words go along only where it was the node that spoke. */
export function describeNodeFault(error: unknown): NodeIssue {
  const fault = classifyNodeFault(error)
  const severity = 'refusal'
  if (fault === 'refused') return { code: 'rpc-refused', severity, reason: reasonOf(error) }
  if (fault !== 'other-chain') return { code: CODES[fault], severity }
  const other = [...causesOf(error)].find((cause) => cause instanceof OtherChainError)
  return { code: 'rpc-other-chain', severity, expected: other?.expected ?? 'the chain that it shows' }
}
