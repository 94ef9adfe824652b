import { isSameAddress } from '../../../domain/asset'
import type { Carried } from '../../../domain/intent'
import { min } from '../../../domain/math'
import type { Part } from '../read/parts'
import { hasPool, swap } from './exchange'
import { growDebt } from './grown-debt'
import { owedOf, reserveOf } from './loop-account'
import { isToldToCount } from './operations'
import { changeWallet, deposit, payBack, supply } from './steps'
import { findPart, type Working } from './working'

/**
 * What a leg that was left half done brought into the wallet, put where it was to go: into the collateral, or into a debt. What
 * no pool takes, or is too little for, stays in the wallet.
 */
export function placeCarried(
  start: Working,
  carried: readonly Carried[],
  { collateral, debts }: { readonly collateral: Part | undefined; readonly debts: readonly Part[] },
): Working {
  let w = start
  for (const one of carried) {
    const part = findPart(w, one.asset.address)
    if (!part || one.amount <= 0n) continue
    if (one.to === 'debt') w = placeInDebt(w, part, one.amount, debts)
    else if (collateral) w = placeInCollateral(w, part, one.amount, collateral)
  }
  return w
}

function placeInCollateral(w: Working, part: Part, amount: bigint, collateral: Part): Working {
  const isTold = isToldToCount(w, collateral)
  if (isSameAddress(part.asset.address, collateral.asset.address)) return deposit(w, part, amount, isTold)
  const traded = trade(w, part, amount, collateral)
  if (!traded) return w
  const supplied = supply(traded.after, collateral, traded.minimum, isTold)
  return changeWallet(supplied, collateral.asset, -traded.minimum)
}

function placeInDebt(w: Working, part: Part, amount: bigint, debts: readonly Part[]): Working {
  const owed = debts.filter((debt) => owedOf(w.account, reserveOf(w.account, debt.asset.address)) > 0n)
  const same = owed.find(({ asset }) => isSameAddress(asset.address, part.asset.address))
  if (same) return payOff(w, same, { amount, fromWallet: amount })
  const debt = owed.find(({ asset }) => hasPool(w, asset.address, part.asset.address))
  const traded = debt && trade(w, part, amount, debt)
  return traded ? payOff(traded.after, debt, { amount: traded.minimum, fromWallet: 0n }) : w
}

/** All of a debt where that is enough for what it grows to; else a unit less than all at the most. */
function payOff(
  w: Working,
  debt: Part,
  { amount, fromWallet }: { readonly amount: bigint; readonly fromWallet: bigint },
): Working {
  const { asset } = debt
  const owed = owedOf(w.account, reserveOf(w.account, asset.address))
  const grown = growDebt(w, debt)
  const isAll = amount >= grown
  const paid = isAll ? owed : min(amount, owed - 1n)
  if (paid <= 0n) return w
  const brought = isAll ? grown : paid
  const repaid = payBack(w, { asset, amount: paid }, { brought, fromWallet: min(fromWallet, brought), isAll })
  return changeWallet(repaid, asset, -paid)
}

/** All that it is expected to bring arrives in the wallet, and its minimum goes on; null where nothing comes of it. */
function trade(w: Working, { asset }: Part, amount: bigint, into: Part) {
  const swapped = swap(w, { asset, amount }, into.asset, { fromWallet: amount })
  if ('issues' in swapped) return null
  const paid = changeWallet(swapped.after, asset, -amount)
  return { after: changeWallet(paid, into.asset, swapped.expected), minimum: swapped.minimum }
}
