import { type Asset, type AssetAmount, isSameAddress } from '../../../domain/asset'
import { max } from '../../../domain/math'
import type { Part } from '../read/parts'
import { isForCoin } from './coin'
import {
  encodeBorrow,
  encodeRepay,
  encodeSupply,
  encodeTransfer,
  encodeUseAsCollateral,
  encodeWithdraw,
} from './encode'
import { changeAccount, type LoopAccount } from './loop-account'
import { isOwners, type Working } from './working'

/** From the wallet; it counts from then on, `isTold` where the pool does not see to that by itself. */
export function deposit(w: Working, part: Part, amount: bigint, isTold: boolean): Working {
  const give = { asset: part.asset, amount }
  return changeWallet(put(w, part, give, amount, isTold), part.asset, -amount)
}

/** As a deposit, of what calls before have brought. */
export function supply(w: Working, part: Part, amount: bigint, isTold: boolean): Working {
  return put(w, part, { asset: part.asset, amount }, 0n, isTold)
}

function put(w: Working, part: Part, give: AssetAmount, fromWallet: bigint, isTold: boolean): Working {
  const { pool } = w.raw.structure
  const supplied = changeAccount(w.account, 'supply', part.asset.address, give.amount)
  const call = {
    call: encodeSupply(pool, give, w.holder.account),
    actions: [{ kind: 'add-collateral', give, ...(fromWallet === 0n && { isFromTrade: true }) } as const],
    spends: { ...give, by: 'pool', fromWallet, isExact: true } as const,
  }
  const use = { call: encodeUseAsCollateral(pool, part.asset.address), actions: [] }
  return {
    ...w,
    account: countAsCollateral(supplied, part),
    moved: [...w.moved, give],
    calls: [...w.calls, call, ...(isTold ? [use] : [])],
  }
}

function countAsCollateral(account: LoopAccount, { reserve }: Part): LoopAccount {
  const reserves = account.reserves.map((one) =>
    isSameAddress(one.asset.address, reserve.underlying) ? { ...one, isCollateral: true } : one,
  )
  return { ...account, reserves }
}

/** To the wallet, straight from the pool; by way of the account where it arrives as the chain's coin. */
export function withdraw(w: Working, part: Part, amount: bigint, isAll: boolean): Working {
  const { asset } = part
  if (isForCoin(w, asset) && !isOwners(w)) {
    return changeWallet(giveBack(takeOut(w, part, amount, isAll), asset), asset, amount)
  }
  const taken = take(w, part, { amount, isAll, receiver: w.owner })
  const spare = isAll ? countWithdrawals(taken, part) : 0n
  return changeWallet(arrive(taken, asset, max(0n, amount - spare)), asset, amount)
}

/** Each is rounded in shares, whose worth moves until the calls run: by a unit at the most, which is not counted on. */
export function countWithdrawals({ calls }: Working, { asset }: Part): bigint {
  const withdrawals = calls
    .flatMap(({ actions }) => actions)
    .filter((one) => one.kind === 'withdraw' && isSameAddress(one.get.asset.address, asset.address))
  return BigInt(withdrawals.length)
}

/** What is in the wallet's own account by now for sure, and goes on as the chain's coin where that is asked for. */
export function arrive(w: Working, asset: Asset, amount: bigint): Working {
  return isForCoin(w, asset) && isOwners(w) ? { ...w, arriving: w.arriving + amount } : w
}

function giveBack(w: Working, asset: Asset): Working {
  return { ...w, returns: [...w.returns, asset] }
}

/** Into the account, for calls after it. */
export function takeOut(w: Working, part: Part, amount: bigint, isAll: boolean): Working {
  return take(w, part, { amount, isAll, receiver: w.holder.account, isForTrade: true })
}

type Taking = {
  readonly amount: bigint
  readonly isAll: boolean
  readonly receiver: Asset['address']
  readonly isForTrade?: boolean
}

function take(w: Working, { asset }: Part, { receiver, amount, isAll, isForTrade }: Taking): Working {
  const get = { asset, amount }
  const call = encodeWithdraw(w.raw.structure.pool, get, isAll, receiver)
  const action = { kind: 'withdraw', get, isAll, ...(isForTrade && { isForTrade }) } as const
  return {
    ...w,
    account: changeAccount(w.account, 'withdraw', asset.address, amount),
    moved: [...w.moved, { asset, amount: -amount }],
    calls: [...w.calls, { call, actions: [action] }],
  }
}

/** To the wallet: the pool gives it to who owes it, and a Safe passes it on. */
export function borrow(w: Working, { asset }: Part, amount: bigint): Working {
  const get = { asset, amount }
  const call = encodeBorrow(w.raw.structure.pool, get, w.holder.account)
  const passOn = { call: encodeTransfer(get, w.owner), actions: [] }
  const isThere = isOwners(w) || isForCoin(w, asset)
  const borrowed = {
    ...w,
    account: changeAccount(w.account, 'borrow', asset.address, amount),
    moved: [...w.moved, { asset, amount: -amount }],
    calls: [...w.calls, { call, actions: [{ kind: 'borrow', get } as const] }, ...(isThere ? [] : [passOn])],
    walletChanges: [...w.walletChanges, get],
  }
  return isForCoin(w, asset) ? arrive(giveBack(borrowed, asset), asset, amount) : borrowed
}

/** From the wallet. All of a debt takes what it has grown to by then: of `brought` the rest is the wallet's. */
export function repay(w: Working, give: AssetAmount, brought: bigint, isAll: boolean): Working {
  return changeWallet(payBack(w, give, { brought, fromWallet: brought, isAll }), give.asset, -give.amount)
}

/** As repaying, of what calls before have brought. */
export function payBack(
  w: Working,
  give: AssetAmount,
  {
    brought,
    fromWallet,
    isAll,
  }: { readonly brought: bigint; readonly fromWallet: bigint; readonly isAll: boolean },
): Working {
  const { asset, amount } = give
  const call = {
    call: encodeRepay(w.raw.structure.pool, give, isAll, w.holder.account),
    actions: [{ kind: 'repay', give, isAll } as const],
    spends: { asset, amount: brought, by: 'pool', fromWallet, isExact: !isAll } as const,
  }
  return {
    ...w,
    account: changeAccount(w.account, 'repay', asset.address, amount),
    moved: [...w.moved, give],
    returns: isAll ? [...w.returns, asset] : w.returns,
    calls: [...w.calls, call],
  }
}

export function changeWallet(w: Working, asset: Asset, amount: bigint): Working {
  return { ...w, walletChanges: [...w.walletChanges, { asset, amount }] }
}
