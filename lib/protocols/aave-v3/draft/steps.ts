import type { AssetAmount } from '../../../domain/asset'
import type { Part } from '../read/parts'
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
  const { pool } = w.raw.structure
  const supplied = changeAccount(w.account, 'supply', part.asset.address, amount)
  const supply = {
    call: encodeSupply(pool, give, w.holder.account),
    actions: [{ kind: 'add-collateral', give } as const],
  }
  const use = { call: encodeUseAsCollateral(pool, part.asset.address), actions: [] }
  return {
    ...w,
    account: countAsCollateral(supplied, part),
    moved: [...w.moved, give],
    brings: [...w.brings, give],
    calls: [...w.calls, supply, ...(isTold ? [use] : [])],
    walletChanges: [...w.walletChanges, { ...give, amount: -amount }],
  }
}

function countAsCollateral(account: LoopAccount, { reserve }: Part): LoopAccount {
  const reserves = account.reserves.map((one) =>
    one.asset.address === reserve.underlying ? { ...one, isCollateral: true } : one,
  )
  return { ...account, reserves }
}

/** To the wallet, straight from the pool. */
export function withdraw(w: Working, { asset }: Part, amount: bigint, isAll: boolean): Working {
  const get = { asset, amount }
  const call = encodeWithdraw(w.raw.structure.pool, get, isAll, w.owner)
  return {
    ...w,
    account: changeAccount(w.account, 'withdraw', asset.address, amount),
    moved: [...w.moved, { asset, amount: -amount }],
    calls: [...w.calls, { call, actions: [{ kind: 'withdraw', get, isAll }] }],
    walletChanges: [...w.walletChanges, get],
  }
}

/** To the wallet: the pool gives it to who owes it, and a Safe passes it on. */
export function borrow(w: Working, { asset }: Part, amount: bigint): Working {
  const get = { asset, amount }
  const call = encodeBorrow(w.raw.structure.pool, get, w.holder.account)
  const passOn = { call: encodeTransfer(get, w.owner), actions: [] }
  return {
    ...w,
    account: changeAccount(w.account, 'borrow', asset.address, amount),
    moved: [...w.moved, { asset, amount: -amount }],
    calls: [...w.calls, { call, actions: [{ kind: 'borrow', get }] }, ...(isOwners(w) ? [] : [passOn])],
    walletChanges: [...w.walletChanges, get],
  }
}

/** All of a debt takes what it has grown to by then: of `brought` the rest is the wallet's. */
export function repay(w: Working, give: AssetAmount, brought: bigint, isAll: boolean): Working {
  const { asset, amount } = give
  const call = encodeRepay(w.raw.structure.pool, give, isAll, w.holder.account)
  return {
    ...w,
    account: changeAccount(w.account, 'repay', asset.address, amount),
    moved: [...w.moved, give],
    brings: [...w.brings, { asset, amount: brought }],
    returns: isAll ? [...w.returns, asset] : w.returns,
    calls: [...w.calls, { call, actions: [{ kind: 'repay', give, isAll }] }],
    walletChanges: [...w.walletChanges, { asset, amount: -amount }],
  }
}
