import { encodeFunctionData, parseAbi } from 'viem'
import { type Asset, type AssetAmount, isSameAddress } from '../../../domain/asset'
import { findCoin, isCoin } from '../../../domain/coin'
import type { ManageIntent, OpenIntent } from '../../../domain/intent'
import { findWrappedCoin } from '../addresses'
import { refuse } from './refusal'
import { refuseUnknown } from './words'
import { findPart, isOwners, type Refusal, type Working, type WorkingCall } from './working'

/** What an account calls of what the chain's coin is wrapped as, and of the router that unwraps all that there is. */
export const coinAbi = parseAbi([
  'function deposit() payable',
  'function withdraw(uint256 amount)',
  'function unwrapWETH9(uint256 minimum, address receiver) payable',
])

/** The chain's coin in an operation, with what it is wrapped as. */
export type Coin = {
  readonly asset: Asset
  readonly wrapped: Asset
  /** Whether the wallet pays in it, too: else it only gets it. */
  readonly isPaid: boolean
}

/**
 * An operation with the coin is drafted as one with what that is wrapped as: this says that it is one. Refused where no
 * wrapped one is known.
 */
export function startWithCoin(start: Working, intent: OpenIntent | ManageIntent): Working | Refusal {
  const asset = findCoin(intent)
  if (!asset) return start
  const token = findWrappedCoin(start.raw.structure.chainId)
  const wrapped = token && findPart(start, token)?.asset
  if (!wrapped) return refuse(refuseUnknown())
  const isPaid = intent.kind === 'open' || intent.kind === 'deposit' || intent.kind === 'repay'
  return { ...start, coin: { asset, wrapped, isPaid } }
}

/** The asset, or what it is wrapped as where it is the coin. */
export function inTokens({ coin }: Working, asset: Asset): Asset {
  return coin && isCoin(asset) ? coin.wrapped : asset
}

/** Whether it is what the coin is wrapped as, and goes to the wallet as the coin. */
export function isForCoin({ coin }: Working, { address }: Pick<Asset, 'address'>): boolean {
  return coin !== null && isSameAddress(coin.wrapped.address, address)
}

/**
 * The coin where the wrapped one would leave the wallet or get there. A Safe gives all that it is left with as the coin; of an
 * own account, which may have had some of the wrapped one before, exactly what is sure to arrive is unwrapped.
 */
export function settleCoin(w: Working): Working {
  if (!w.coin) return w
  const { isPaid, asset, wrapped } = w.coin
  const fromWallet = w.calls.reduce((sum, call) => sum + broughtBy(w, call), 0n)
  const paid = isPaid ? fromWallet : 0n
  const brought = paid > 0n ? [wrap({ asset, amount: paid }, wrapped)] : []
  const calls = [...brought, ...(isPaid ? w.calls.map((call) => bringNone(w, call)) : w.calls)]
  const coins = (amount: bigint): AssetAmount => ({ asset, amount })
  const tokens = (amount: bigint): AssetAmount => ({ asset: wrapped, amount })
  if (isOwners(w)) {
    const given = w.arriving
    const walletChanges = [coins(given - paid), ...w.walletChanges, tokens(paid - given)]
    return { ...w, walletChanges, calls: given > 0n ? [...calls, unwrap(tokens(given), asset)] : calls }
  }
  const others = w.walletChanges.filter((change) => !isForCoin(w, change.asset))
  const moved = w.walletChanges.filter((change) => isForCoin(w, change.asset))
  const left = moved.reduce((sum, { amount }) => sum + amount, fromWallet)
  const walletChanges = [coins(left - paid), ...others, tokens(paid - fromWallet)]
  return { ...w, walletChanges, calls }
}

/** What a Safe's last call does with the wrapped coin that it is left with; null where it is left with none. */
export function tellUnwrapping(w: Working): WorkingCall['actions'] | null {
  if (!w.coin || !w.returns.some((asset) => isForCoin(w, asset))) return null
  const { asset, wrapped } = w.coin
  const changes = w.walletChanges.filter((change) => isCoin(change.asset))
  const amount = changes.reduce((sum, change) => sum + change.amount, sumValues(w))
  return [{ kind: 'unwrap', give: { asset: wrapped, amount }, get: { asset, amount }, isAll: true }]
}

/** What of the coin goes along, in wei. */
export function sumValues({ calls }: Working): bigint {
  return calls.reduce((sum, { call }) => sum + call.value, 0n)
}

function broughtBy(w: Working, { spends }: WorkingCall): bigint {
  return spends && isForCoin(w, spends.asset) ? spends.fromWallet : 0n
}

function bringNone(w: Working, call: WorkingCall): WorkingCall {
  const { spends } = call
  return spends && isForCoin(w, spends.asset) ? { ...call, spends: { ...spends, fromWallet: 0n } } : call
}

function wrap(give: AssetAmount, wrapped: Asset): WorkingCall {
  const data = encodeFunctionData({ abi: coinAbi, functionName: 'deposit' })
  const get = { ...give, asset: wrapped }
  return { call: { to: wrapped.address, data, value: give.amount }, actions: [{ kind: 'wrap', give, get }] }
}

function unwrap(give: AssetAmount, coin: Asset): WorkingCall {
  const data = encodeFunctionData({ abi: coinAbi, functionName: 'withdraw', args: [give.amount] })
  const get = { ...give, asset: coin }
  return {
    call: { to: give.asset.address, data, value: 0n },
    actions: [{ kind: 'unwrap', give, get, isAll: false }],
  }
}
