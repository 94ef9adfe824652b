import { isSameAddress } from '../../../domain/asset'
import type { CloseIntent } from '../../../domain/intent'
import { min } from '../../../domain/math'
import type { OwnedPosition } from '../../../domain/position'
import type { Part } from '../read/parts'
import { inTokens } from './coin'
import { swap } from './exchange'
import { reserveOf, suppliedOf } from './loop-account'
import { refuse } from './refusal'
import { arrive, changeWallet, countWithdrawals, takeOut, withdraw } from './steps'
import { refuseUnknown } from './words'
import { findPart, isRefusal, type Refusal, type Working } from './working'

/** All of everything to the wallet. What no pool takes, or is too little for, stays what it is where it is asked for as it is. */
export function deliver(w: Working, position: OwnedPosition, { receive }: CloseIntent): Working | Refusal {
  const wanted = receive === 'as-is' ? null : findPart(w, inTokens(w, receive).address)
  if (wanted === undefined) return refuse(refuseUnknown())
  const parts = position.collaterals.flatMap(({ asset }) => findPart(w, asset.address) ?? [])
  let delivered: Working | Refusal = w
  for (const part of parts) {
    delivered = deliverOne(delivered, part, wanted)
    if (isRefusal(delivered)) return delivered
  }
  return delivered
}

/** What it earns until the calls run is left as it is: what is swapped has to be known. */
function deliverOne(w: Working, part: Part, wanted: Part | null): Working | Refusal {
  const { asset } = part
  const amount = suppliedOf(w.account, reserveOf(w.account, asset.address))
  if (amount === 0n) return w
  if (!wanted || isSameAddress(wanted.asset.address, asset.address)) return withdraw(w, part, amount, true)
  const taken = takeOut(w, part, amount, true)
  const spare = min(amount, countWithdrawals(taken, part))
  const swapped = swap(taken, { asset, amount: amount - spare }, wanted.asset, { fromWallet: 0n })
  if (!('issues' in swapped)) {
    const { after, expected, minimum } = swapped
    const arrived = arrive(after, wanted.asset, minimum)
    const returned = { ...arrived, returns: [...arrived.returns, asset] }
    return changeWallet(changeWallet(returned, wanted.asset, expected), asset, spare)
  }
  const isTooLittle = swapped.issues.some(({ code }) => code === 'trade-too-small')
  return isTooLittle ? withdraw(w, part, amount, true) : swapped
}
