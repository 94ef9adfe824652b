import type { Action } from '../../../domain/action'
import type { Address, AssetAmount } from '../../../domain/asset'
import { type Issue, isListed } from '../../../domain/issue'
import { startAccount, toHolder } from './account'
import type { LoopAccount } from './loop-account'
import { findDepositIssues, findLoanIssues, findStopped, findWithdrawalIssues } from './prohibitions'
import type { Working } from './working'

type Moves = Readonly<Record<'supplied' | 'borrowed' | 'withdrawn' | 'repaid', bigint>>

/**
 * What the pool does not allow of all the calls together: what goes in and out of each reserve is judged as one amount, since
 * each call of several takes of the same room. Whether each is covered is seen to by what planned them.
 */
export function findTradedIssues(start: Working, after: Working): readonly Issue[] {
  const totals = sumMoves(after)
  const owing = withCollateral(start, after)
  const found = start.state.parts.flatMap((part) => {
    const moves = totals.get(part.asset.address)
    if (!moves) return []
    return [
      ...(moves.supplied > 0n ? findDepositIssues(start, part, moves.supplied) : []),
      ...(moves.borrowed > 0n ? findLoanIssues(owing, part, moves.borrowed) : []),
      ...(moves.withdrawn > 0n ? findWithdrawalIssues(start, after, part, moves.withdrawn) : []),
      ...(moves.repaid > 0n ? findStopped(part) : []),
    ]
  })
  return found.filter((issue, i) => !isListed(issue, found.slice(0, i)))
}

const NO_MOVES: Moves = { supplied: 0n, borrowed: 0n, withdrawn: 0n, repaid: 0n }

/** By the asset's address. */
function sumMoves({ calls }: Working): ReadonlyMap<Address, Moves> {
  const sums = new Map<Address, Moves>()
  for (const action of calls.flatMap(({ actions }) => actions)) {
    const move = readMove(action)
    if (!move) continue
    const { kind, asset, amount } = move
    const before = sums.get(asset.address) ?? NO_MOVES
    sums.set(asset.address, { ...before, [kind]: before[kind] + amount })
  }
  return sums
}

function readMove(action: Action): (AssetAmount & { readonly kind: keyof Moves }) | null {
  switch (action.kind) {
    case 'add-collateral':
      return { kind: 'supplied', ...action.give }
    case 'borrow':
      return { kind: 'borrowed', ...action.get }
    case 'withdraw':
      return { kind: 'withdrawn', ...action.get }
    case 'repay':
      return { kind: 'repaid', ...action.give }
    default:
      return null
  }
}

/** What is borrowed first is borrowed against what is there by then, beside the debts of before. */
function withCollateral(start: Working, after: Working): Working {
  const owed = startAccount(start.raw, start.holder).reserves
  const account: LoopAccount = {
    ...after.account,
    reserves: after.account.reserves.map((one, i) => ({
      ...one,
      scaledDebt: owed[i]?.scaledDebt ?? 0n,
    })),
  }
  return { ...start, account, holder: toHolder(start.raw, start.holder, account) }
}
