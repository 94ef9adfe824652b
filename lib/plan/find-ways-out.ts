import { type Asset, isSameAddress } from '../domain/asset'
import type { Farm } from '../domain/farm'
import { HEALTH_FACTOR_WARNING_WAD } from '../domain/guards'
import { computeHealthFactorWad } from '../domain/health'
import type { Issue } from '../domain/issue'
import { computeLeverageWad, LEVERAGE_UNIT_WAD } from '../domain/leverage'
import { compare, max, min, WAD } from '../domain/math'
import { type Debt, listOwed, nameDebt, type OwnedPosition } from '../domain/position'
import { findBalance } from '../domain/wallet'
import type { AccountSnapshot } from '../protocols/protocol'
import {
  isOpen,
  type JudgedWay,
  judgeWay,
  type PlanAction,
  reachesTarget,
  searchWay,
  type WayOut,
  type WayOutAction,
} from './search-way'

/** Why a way is not open now. */
export type Obstacle =
  | { readonly code: 'nothing-held'; readonly assets: readonly Asset[] }
  /** What the wallet has is too little to lift it over liquidation, or makes no difference. */
  | { readonly code: 'too-little'; readonly asset: Asset; readonly balance: bigint }
  | { readonly code: 'refused'; readonly issues: readonly Issue[] }
  /** The chain quotes a trade of it, and is asked once its form is open. */
  | { readonly code: 'unasked' }

export type BlockedWay = {
  readonly kind: WayOutAction['kind']
  /** Of a repayment: which debt, where there are several. */
  readonly debtAsset?: Asset
  readonly obstacle: Obstacle
}

export type WaysOut = {
  /** What brings it out of what we warn of first, then what only helps; the cheapest of each first. */
  readonly open: readonly WayOut[]
  readonly blocked: readonly BlockedWay[]
}

type Endangered = {
  readonly position: OwnedPosition
  /** null where it works in none: then there is no leverage to lower. */
  readonly farm: Farm | null
  readonly wallet: AccountSnapshot['wallet']
  readonly depositAssets: readonly Asset[]
  readonly plan: PlanAction
}

/** Everything that lifts a position in danger, each alone, with amounts, found by planning: each debt by itself. Asks the chain nothing. */
export function findWaysOut(endangered: Endangered): WaysOut {
  const { position, farm } = endangered
  const before = computeHealthFactorWad(position) ?? 0n
  const helps = (way: WayOut) => way.healthFactorWad === null || way.healthFactorWad > before
  const found = [
    ...listOwed(position).map((debt) => {
      const debtAsset = nameDebt(position, debt)
      return { kind: 'repay', debtAsset, way: findRepayment(endangered, debt, debtAsset) } as const
    }),
    { kind: 'deposit', way: findDeposit(endangered, helps) },
    ...(farm ? [{ kind: 'change-leverage', way: findLowerLeverage(endangered) } as const] : []),
    { kind: 'close', way: findClosing(endangered) },
  ] as const
  const open = found.flatMap(({ way }) => ('code' in way || !isOpen(way) || !helps(way) ? [] : [way]))
  return {
    open: open.toSorted((a, b) => Number(isEnough(b)) - Number(isEnough(a)) || compare(a.costE8, b.costE8)),
    blocked: found.flatMap(({ way, ...blocked }): readonly BlockedWay[] => {
      if ('code' in way) return [{ ...blocked, obstacle: way }]
      if ('waitsFor' in way) return [{ ...blocked, obstacle: { code: 'unasked' } }]
      if (!isOpen(way)) return [{ ...blocked, obstacle: { code: 'refused', issues: way.issues } }]
      return helps(way) ? [] : [{ ...blocked, obstacle: { code: 'refused', issues: [] } }]
    }),
  }
}

/** As little as reaches the target; where the market keeps no such debt, down to its minimum, or all. */
function findRepayment(
  { farm, wallet, plan }: Endangered,
  debt: Debt,
  debtAsset: Asset | undefined,
): JudgedWay | Obstacle {
  const balance = findBalance(wallet, debt.asset)
  if (balance === 0n) return { code: 'nothing-held', assets: [debt.asset] }
  const isOfFarm = farm !== null && isSameAddress(farm.debtAsset.address, debt.asset.address)
  const most = min(balance, max(0n, debt.amount - max(1n, isOfFarm ? farm.minDebt : 0n)))
  const part = most > 0n ? searchWay(plan, (amount) => ({ kind: 'repay', debtAsset, amount }), most) : null
  if (part && isOpen(part) && isEnough(part)) return part
  const all = judgeWay(plan, { kind: 'repay', debtAsset, amount: 'all' })
  if (isOpen(all)) return all
  if (part && isOpen(part)) return part
  return findObstacle(part ?? all, debt.asset, balance)
}

/** Whether it is out of what we warn of, if not at the target. */
export function isEnough(way: WayOut): boolean {
  return way.healthFactorWad === null || way.healthFactorWad >= HEALTH_FACTOR_WARNING_WAD
}

/** Of all that the wallet has and the position takes, held or put to work, what reaches the target at the least cost. */
function findDeposit(
  { wallet, depositAssets, farm, plan }: Endangered,
  helps: (way: WayOut) => boolean,
): JudgedWay | Obstacle {
  const held = depositAssets.filter((asset) => findBalance(wallet, asset) > 0n)
  const [first] = held
  if (!first) return { code: 'nothing-held', assets: depositAssets }
  const search = (asset: Asset, use: 'hold' | 'farm') =>
    searchWay(
      plan,
      (amount) => ({ kind: 'deposit', deposit: { asset, amount }, use }),
      findBalance(wallet, asset),
    )
  const holding = held.map((asset) => search(asset, 'hold'))
  const open = (ways: readonly JudgedWay[]) => ways.filter(isOpen).filter(helps)
  // A trade costs something: it is looked at where holding does not do.
  const isReached = open(holding).some(reachesTarget)
  const ways = isReached || !farm ? holding : [...holding, ...held.map((asset) => search(asset, 'farm'))]
  const [best] = open(ways).toSorted(
    (a, b) => Number(reachesTarget(b)) - Number(reachesTarget(a)) || compareHealth(b, a),
  )
  return best ?? findObstacle(ways[0] ?? { issues: [] }, first, findBalance(wallet, first))
}

/** As little lower as reaches the target; 1x where nothing between can be reached. */
function findLowerLeverage({ position, plan }: Endangered): JudgedWay {
  const nowWad = computeLeverageWad(position)
  if (nowWad === null) return { issues: [{ code: 'no-equity', severity: 'refusal' }] }
  const now = nowWad / LEVERAGE_UNIT_WAD
  const at = (steps: bigint): WayOutAction => ({
    kind: 'change-leverage',
    leverageWad: (now - steps) * LEVERAGE_UNIT_WAD,
    compound: false,
  })
  const most = now - WAD / LEVERAGE_UNIT_WAD
  if (most <= 0n) return judgeWay(plan, { kind: 'change-leverage', leverageWad: WAD, compound: false })
  return searchWay(plan, at, most)
}

/** Into what is owed, the first of it; where the sale brings less than is owed, the wallet pays the rest if it can. */
function findClosing({ position, plan }: Endangered): JudgedWay {
  const receive = listOwed(position)[0].asset
  const closed = judgeWay(plan, { kind: 'close', receive, coverShortfall: false })
  if (isOpen(closed) || !closed.issues.some(({ code }) => code === 'proceeds-below-debt')) return closed
  const covered = judgeWay(plan, { kind: 'close', receive, coverShortfall: true })
  return isOpen(covered) ? covered : closed
}

function findObstacle(way: JudgedWay, asset: Asset, balance: bigint): JudgedWay | Obstacle {
  if ('waitsFor' in way) return way
  const issues = isOpen(way) ? [] : way.issues
  const isTooLittle = issues.every(({ code, severity }) => severity !== 'refusal' || TOO_LITTLE.has(code))
  return isTooLittle ? { code: 'too-little', asset, balance } : way
}

const TOO_LITTLE: ReadonlySet<string> = new Set([
  'not-enough-collateral',
  'amount-over-balance',
  'health-factor-too-low',
  'debt-below-minimum',
])

function compareHealth(a: WayOut, b: WayOut): number {
  if (a.healthFactorWad === null) return b.healthFactorWad === null ? 0 : 1
  return b.healthFactorWad === null ? -1 : compare(a.healthFactorWad, b.healthFactorWad)
}
