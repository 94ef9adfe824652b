import { decodeFunctionData, encodeFunctionData, type Hex, parseAbi, slice, toFunctionSelector } from 'viem'
import type { Address } from '../domain/asset'
import type { InnerCall } from '../domain/batch'
import { decodeSweep, decodeUnwrapping, type Sweep, type Unwrapping } from './inner-call'

type Transfer = { readonly token: Address; readonly receiver: Address; readonly amount: bigint }
type Approval = { readonly token: Address; readonly spender: Address; readonly amount: bigint }
type Unread = { readonly contract: Address; readonly selector: Hex }

/** What a call of a batch does, where its bytes say so by themselves: tokens' own functions are the same everywhere. */
export type CallReading =
  | ({ readonly kind: 'approve' } & Approval)
  | ({ readonly kind: 'transfer' } & Transfer)
  | ({ readonly kind: 'transfer-from'; readonly from: Address } & Transfer)
  /** An approval that `owner` has signed for (ERC-2612). */
  | ({ readonly kind: 'permit'; readonly owner: Address; readonly deadline: bigint } & Approval)
  | ({ readonly kind: 'sweep' } & Sweep)
  | ({ readonly kind: 'unwrap' } & Unwrapping)
  /** The chain's own coin, with no call. */
  | ({ readonly kind: 'pay' } & Pick<Transfer, 'receiver' | 'amount'>)
  /** Lets somebody take tokens in a way that no amount of an approval bounds. */
  | ({ readonly kind: 'grant' } & Unread)
  /** A token's function by its first bytes, and not by the rest. */
  | ({ readonly kind: 'malformed' } & Unread)
  /** A contract's own affair: only whoever planned it knows what it means. */
  | ({ readonly kind: 'other' } & Unread)

const tokenAbi = parseAbi([
  'function approve(address spender, uint256 amount) returns (bool)',
  'function transfer(address receiver, uint256 amount) returns (bool)',
  'function transferFrom(address from, address receiver, uint256 amount) returns (bool)',
  'function permit(address owner, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
])
const known: ReadonlySet<Hex> = new Set(tokenAbi.map((item) => toFunctionSelector(item)))

/** Of ERC-20's extensions, ERC-721, DAI and Permit2. */
const grants: ReadonlySet<Hex> = new Set(
  [
    'function increaseAllowance(address, uint256)',
    'function setApprovalForAll(address, bool)',
    'function permit(address, address, uint256, uint256, bool, uint8, bytes32, bytes32)',
    'function approve(address, address, uint160, uint48)',
  ].map((signature) => toFunctionSelector(signature)),
)

export function readCall(call: InnerCall): CallReading {
  const { to: contract, value, data } = call
  const sweep = decodeSweep(call)
  if (sweep) return { kind: 'sweep', ...sweep }
  const unwrapping = decodeUnwrapping(call)
  if (unwrapping) return { kind: 'unwrap', ...unwrapping }
  if (data === '0x') return { kind: 'pay', receiver: contract, amount: value }
  const selector = data.length >= 10 ? lower(slice(data, 0, 4)) : lower(data)
  if (grants.has(selector)) return { kind: 'grant', contract, selector }
  if (!known.has(selector)) return { kind: 'other', contract, selector }
  return readTokenCall(call) ?? { kind: 'malformed', contract, selector }
}

/** Null where the bytes are more or other than the arguments take. */
function readTokenCall({ to: token, data }: InnerCall): CallReading | null {
  try {
    const decoded = decodeFunctionData({ abi: tokenAbi, data })
    const { functionName, args } = decoded
    if (encodeFunctionData({ abi: tokenAbi, functionName, args }) !== lower(data)) return null
    switch (decoded.functionName) {
      case 'approve': {
        const [spender, amount] = decoded.args
        return { kind: 'approve', token, spender, amount }
      }
      case 'transfer': {
        const [receiver, amount] = decoded.args
        return { kind: 'transfer', token, receiver, amount }
      }
      case 'transferFrom': {
        const [from, receiver, amount] = decoded.args
        return { kind: 'transfer-from', token, from, receiver, amount }
      }
      case 'permit': {
        const [owner, spender, amount, deadline] = decoded.args
        return { kind: 'permit', token, owner, spender, amount, deadline }
      }
    }
  } catch {
    return null
  }
}

function lower(data: Hex): Hex {
  return `0x${data.slice(2).toLowerCase()}`
}
