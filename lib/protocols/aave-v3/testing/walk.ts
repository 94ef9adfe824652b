import type { Action } from '../../../domain/action'
import { type Address, isSameAddress } from '../../../domain/asset'
import { computeHealthFactorWad } from '../../../domain/health'
import { computeLeverageWad } from '../../../domain/leverage'
import type { AccountSnapshot, OperationDraft } from '../../protocol'
import type { RawHolder, RawReserve } from '../read/raw'
import { stateOf } from '../read/state'
import { makeWorld, owner, type World } from './trading'

/** Nobody's: it holds nothing, and owes nothing. */
export const NOTHING = {
  configuration: 0n,
  eMode: 0,
  scaledSupplies: [0n, 0n, 0n],
  scaledDebts: [0n, 0n, 0n],
}

export type Held = Pick<RawHolder, keyof typeof NOTHING>

type Terms = Omit<World, 'holder'>

/** What an account is in a world of these terms. */
export const worldOf = (held: Held, terms: Terms): AccountSnapshot => makeWorld({ ...terms, holder: held })

export function measure(account: AccountSnapshot) {
  const position = account.positions.find((one) => isSameAddress(one.account, owner))
  if (!position) return { healthWad: null, leverageWad: null }
  return { healthWad: computeHealthFactorWad(position), leverageWad: computeLeverageWad(position) }
}

/** What an account is after each call of a draft, in order, as the pool counts it. */
export function walkCalls(held: Held, draft: OperationDraft, terms: Terms): readonly Held[] {
  const { raw } = stateOf(worldOf(held, terms).markets)
  const after: Held[] = []
  let now = draft.after === null ? held : { ...held, eMode: enteredBy(draft) ?? held.eMode }
  for (const { actions } of draft.calls) {
    now = actions.reduce(
      (before, action) => act(before, action, raw.reserves, raw.structure.protocol.line),
      now,
    )
    after.push(now)
  }
  return after
}

/** The category that its first call enters; null where it enters none. */
function enteredBy({ calls }: OperationDraft): number | null {
  const [first] = calls
  return first?.call.data.startsWith('0x28530a47') ? Number(BigInt(`0x${first.call.data.slice(10)}`)) : null
}

type Line = ReturnType<typeof stateOf>['raw']['structure']['protocol']['line']

function act(held: Held, action: Action, reserves: readonly RawReserve[], line: Line): Held {
  const moved = readMove(action)
  const index = moved ? reserves.findIndex(({ underlying }) => underlying === moved.asset) : -1
  const reserve = reserves[index]
  if (!moved || !reserve) return held
  const { amount, kind } = moved
  const [supplies, debts] = [[...held.scaledSupplies], [...held.scaledDebts]]
  const [supplied, owed] = [supplies[index] ?? 0n, debts[index] ?? 0n]
  if (kind === 'supply') supplies[index] = supplied + line.scaleSupplied(amount, reserve.supplyIndexRay)
  if (kind === 'withdraw') supplies[index] = supplied - line.scaleWithdrawn(amount, reserve.supplyIndexRay)
  if (kind === 'borrow') debts[index] = owed + line.scaleBorrowed(amount, reserve.debtIndexRay)
  if (kind === 'repay') debts[index] = owed - line.scaleRepaid(amount, reserve.debtIndexRay)
  if (kind === 'withdraw-all') supplies[index] = 0n
  if (kind === 'repay-all') debts[index] = 0n
  const bits = reserves.map(({ id }, i) => {
    const bit = ((supplies[i] ?? 0n) > 0n ? 2n : 0n) + ((debts[i] ?? 0n) > 0n ? 1n : 0n)
    return bit << BigInt(2 * id)
  })
  return {
    ...held,
    configuration: bits.reduce((all, bit) => all | bit, 0n),
    scaledSupplies: supplies,
    scaledDebts: debts,
  }
}

type Move = {
  readonly kind: 'supply' | 'withdraw' | 'withdraw-all' | 'borrow' | 'repay' | 'repay-all'
  readonly asset: Address
  readonly amount: bigint
}

function readMove(action: Action): Move | null {
  switch (action.kind) {
    case 'add-collateral':
      return { kind: 'supply', asset: action.give.asset.address, amount: action.give.amount }
    case 'borrow':
      return { kind: 'borrow', asset: action.get.asset.address, amount: action.get.amount }
    case 'withdraw': {
      const kind = action.isAll ? 'withdraw-all' : 'withdraw'
      return { kind, asset: action.get.asset.address, amount: action.get.amount }
    }
    case 'repay': {
      const kind = action.isAll ? 'repay-all' : 'repay'
      return { kind, asset: action.give.asset.address, amount: action.give.amount }
    }
    default:
      return null
  }
}
