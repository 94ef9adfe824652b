import { type Address, isSameAddress } from '../../lib/domain/asset'
import { computeHealthFactorWad } from '../../lib/domain/health'
import type { Intent } from '../../lib/domain/intent'
import { computeEquityE8 } from '../../lib/domain/leverage'
import { WAD } from '../../lib/domain/math'
import type { RawReserve } from '../../lib/protocols/aave-v3/read/raw'
import { stateOf } from '../../lib/protocols/aave-v3/read/state'
import { findLtvBps, isBorrowableIn } from '../../lib/protocols/aave-v3/read/terms'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Refused } from './driver'
import { eModeOf, isFarOff, isOverLent, positionOf, worthOf } from './reach-of-aave-v3'

/** Dollars with 8 decimals: so little that a unit of some token is not far from it. */
const LITTLE_E8 = 10n ** 6n
/** A position as near as this to its liquidation has little to sell at once. */
const NEAR_WAD = (12n * WAD) / 10n

/**
 * Whether a refusal of Aave's code line is so, told from what was read of the pool; null where it is none that only it knows. What
 * was drafted all the same is sent, and the chain says so itself.
 */
export function isAaveReasonTrue(refused: Refused): boolean | null {
  const { issue, before, intent, estimate } = refused
  switch (issue.code) {
    case 'protocol-rule':
      return isRuleTrue(issue.rule, refused)
    case 'market-paused':
      return listTouched(refused).some(({ config }) => config.isPaused)
    case 'borrowing-forbidden':
      return listTouched(refused).some((reserve) => !isBorrowableIn(reserve, eModeOf(refused)))
    case 'collateral-worthless':
      return listTouched(refused).some((reserve) => findLtvBps(reserve, eModeOf(refused)) === 0n)
    case 'leverage-over-maximum':
      return isOverLent(refused)
    case 'not-enough-collateral':
      return intent.kind === 'borrow' && (estimate !== null || isOverLent(refused))
    case 'no-route':
      return lacksPool(refused)
    case 'trade-too-small':
      return isLittle(refused)
    case 'no-equity':
      return isWithoutEquity(before, intent)
    case 'leverage-unreachable':
      return positionOf(before, intent)?.debts.length !== 1
    default:
      return null
  }
}

function isRuleTrue(rule: string, refused: Refused): boolean | null {
  const { before, intent } = refused
  const { holders = [] } = before
  const named = intent.kind === 'open' ? intent.holder : undefined
  switch (rule) {
    case 'holder-taken':
      return holders.some(
        (one) =>
          named !== undefined &&
          isSameAddress(one.address, named) &&
          (one.kind === 'safe' ? !one.isFree : hasPosition(before, one.address)),
      )
    case 'no-free-safe':
      return holders.every((one) => one.kind === 'account' || !one.isFree)
    case 'reserve-frozen':
      return listTouched(refused).some(({ config }) => config.isFrozen)
    case 'not-borrowable-in-category':
      return listTouched(refused).some((reserve) => !isBorrowableIn(reserve, eModeOf(refused)))
    case 'too-small':
      return isLittle(refused)
    case 'supply-pledged':
      return before.positions.some(
        ({ account, debts }) =>
          isSameAddress(account, before.owner) && debts.some(({ amount }) => amount > 0n),
      )
    case 'too-many-loops':
      return isFarOff(refused)
    case 'too-near': {
      const position = positionOf(before, intent)
      const health = position && computeHealthFactorWad(position)
      return health != null && health < NEAR_WAD
    }
    default:
      return null
  }
}

const hasPosition = ({ positions }: AccountSnapshot, account: Address) =>
  positions.some((position) => isSameAddress(position.account, account))

/** Reserves that the step may put something into, or take something out of. */
function listTouched({ before, intent }: Refused): readonly RawReserve[] {
  const farm = before.markets.farms.find(({ id }) => intent.kind === 'open' && id === intent.farmId)
  const position = positionOf(before, intent)
  const tokens = [
    ...(farm ? [farm.asset, farm.debtAsset] : []),
    ...before.markets.pools.flatMap(({ id, asset }) =>
      'poolId' in intent && id === intent.poolId ? [asset] : [],
    ),
    ...('deposit' in intent ? [intent.deposit.asset] : []),
    ...('withdraw' in intent ? [intent.withdraw.asset] : []),
    ...('debtAsset' in intent && intent.debtAsset ? [intent.debtAsset] : []),
    ...(position ? [...position.collaterals, ...position.debts].map(({ asset }) => asset) : []),
  ]
  const { reserves } = stateOf(before.markets).raw
  return reserves.filter(({ underlying }) => tokens.some(({ address }) => isSameAddress(address, underlying)))
}

/** Whether two of the tokens that it may have to trade are traded nowhere. */
function lacksPool(refused: Refused): boolean {
  const { before, intent } = refused
  const { raw } = stateOf(before.markets)
  const tokens = listTouched(refused).map(({ underlying }) => underlying)
  const receive = intent.kind === 'close' && intent.receive !== 'as-is' ? [intent.receive.address] : []
  const earned = (positionOf(before, intent)?.rewards ?? []).map(({ asset }) => asset.address)
  const all = [...tokens, ...receive, ...earned]
  const isTraded = (one: string, other: string) =>
    raw.pools.some(({ token0, token1 }) =>
      [token0, token1].every((token) => token === one || token === other),
    )
  return all.some((one, i) => all.some((other, j) => i !== j && !isTraded(one, other)))
}

function isLittle(refused: Refused): boolean {
  const { before, intent, estimate } = refused
  if (intent.kind === 'claim' || (intent.kind === 'change-leverage' && intent.compound))
    return estimate === null
  if ('deposit' in intent) return worthOf(refused, intent.deposit.asset, intent.deposit.amount) < LITTLE_E8
  if ('withdraw' in intent) return worthOf(refused, intent.withdraw.asset, intent.withdraw.amount) < LITTLE_E8
  const position = positionOf(before, intent)
  return position !== undefined && computeEquityE8(position) < LITTLE_E8
}

function isWithoutEquity(before: AccountSnapshot, intent: Intent): boolean {
  const position = positionOf(before, intent)
  return position !== undefined && computeEquityE8(position) <= 0n
}
