import { isSameAddress } from '../../../domain/asset'
import { computeCollateralsValueE8, computeDebtsValueE8 } from '../../../domain/health'
import type { ChangeLeverageIntent } from '../../../domain/intent'
import { abs, max, min, mulDivDown, WAD } from '../../../domain/math'
import { computeMinimum } from '../../../domain/slippage'
import { computeAmountOfValue, computeValueE8 } from '../../../domain/value'
import { tokenOf } from '../read/assets'
import { computeDebtAt } from '../read/rates'
import type { RawToken } from '../read/raw'
import { findRoute } from '../venues/route'
import { balanceOf, isTraded, tradeAlong } from '../venues/trade'
import { describeMissingPrice } from './collateral-check'
import { compound, type Surroundings } from './operations'
import { refuse } from './refusal'
import { sellToCover } from './sell'
import { borrow, claim, convert, fitQuota, repay, repayAll } from './steps'
import { isWorking, type Outcome, positionOf, type Working } from './working'

/** Rounds of correcting a trade's size by what the last one's costs were; two leave less than a basis point. */
const ROUNDS = 3

/** Below this the change is nothing that a trade could bring: 0.001x. */
const SMALLEST_STEP_WAD = WAD / 1_000n

/** Borrows and farms more, or leaves a part of the farm and repays, until collateral / equity is the leverage asked for. */
export function changeLeverage(start: Working, around: Surroundings, intent: ChangeLeverageIntent): Outcome {
  const { target } = around
  if (!target) return refuse('no-route')
  const compounded = intent.compound ? compoundFirst(start, around, target) : start
  if (!isWorking(compounded)) return compounded
  const farm = tokenOf(start.market, target)
  const unpriced = findUnpriced(compounded)
  // paying all of the debt takes no price; any other leverage is a ratio of prices
  if (unpriced && intent.leverageWad <= WAD) return sellDown(compounded, around, farm, 0n, intent.leverageWad)
  if (unpriced) return { issues: [describeMissingPrice(unpriced, around.now)] }
  const { collateralE8, equityE8 } = valuesOf(compounded)
  if (equityE8 <= 0n) return refuse('no-equity')
  const gapE8 = mulDivDown(intent.leverageWad, equityE8, WAD) - collateralE8
  if (abs(gapE8) * WAD < SMALLEST_STEP_WAD * equityE8) return refuse('leverage-unchanged', 'leverage')
  return gapE8 > 0n
    ? borrowInto(compounded, farm, gapE8, intent.leverageWad)
    : sellDown(compounded, around, farm, -gapE8, intent.leverageWad)
}

function compoundFirst(start: Working, { raw }: Surroundings, target: RawToken['token']): Outcome {
  const claimed = claim(start, raw)
  if (claimed.calls === start.calls) return start
  const farmed = compound(start, claimed, target)
  // rewards too small to be worth anything are left to grow
  return isWorking(farmed) ? farmed : start
}

/**
 * With r the value farmed for each unit of value borrowed, (C + r·b) / (E − (1 − r)·b) = L gives
 * b = (L·E − C) / (r + L·(1 − r)). r comes from the pools at the size of the round before.
 */
function borrowInto(w: Working, farm: RawToken, gapE8: bigint, leverageWad: bigint): Outcome {
  const { underlying } = w.market
  const debt = tokenOf(w.market, underlying)
  const route = findRoute(w.market, underlying, farm.token)
  if (!route) return refuse('no-route')
  let borrowE8 = gapE8
  for (let round = 0; round < ROUNDS; round++) {
    const amount = computeAmountOfValue(borrowE8, debt.price, debt.decimals, 'down')
    const only = new Map([[underlying.toLowerCase(), amount]])
    const trades = tradeAlong(w.pools, only, route, new Map(), w.terms)
    if (!isTraded(trades)) return trades
    const gotE8 = computeValueE8(balanceOf(trades.balances, farm.token), farm.price, farm.decimals)
    const rateWad = borrowE8 === 0n ? WAD : min(WAD, mulDivDown(gotE8, WAD, borrowE8))
    borrowE8 = mulDivDown(gapE8, WAD, rateWad + mulDivDown(leverageWad, WAD - rateWad, WAD))
  }
  const amount = computeAmountOfValue(borrowE8, debt.price, debt.decimals, 'down')
  const farmed = convert(borrow(w, amount), route, farm.token, w.balances)
  return isWorking(farmed) ? fitQuota(farmed, farm) : farmed
}

/**
 * With r the value repaid for each unit of value sold, (C − x) / (E − (1 − r)·x) = L gives
 * x = (C − L·E) / (1 − L·(1 − r)). What the sale is sure to bring is repaid; what it brings beyond goes back
 * into the farm, so that no idle money is left. At 1x all debt is repaid; what is beyond stays as the debt asset.
 */
function sellDown(
  w: Working,
  around: Surroundings,
  farm: RawToken,
  gapE8: bigint,
  leverageWad: bigint,
): Outcome {
  const { underlying } = w.market
  const route = findRoute(w.market, farm.token, underlying)
  const back = findRoute(w.market, underlying, farm.token)
  if (!route) return refuse('no-route')
  if (leverageWad <= WAD) {
    const owed = computeDebtAt(w.market, around.raw, around.seconds)
    const sold = sellToCover(w, farm, owed - balanceOf(w.balances, underlying))
    return isWorking(sold) ? repayAll(sold) : refuse('leverage-unreachable', 'leverage')
  }
  const debt = tokenOf(w.market, underlying)
  const held = balanceOf(w.balances, farm.token)
  const toAmount = (valueE8: bigint) =>
    min(held, computeAmountOfValue(valueE8, farm.price, farm.decimals, 'up'))
  const heldE8 = computeValueE8(held, farm.price, farm.decimals)
  let soldE8 = gapE8
  for (let round = 0; round < ROUNDS; round++) {
    // a buffer beside the farm may hold what would have to be sold
    if (soldE8 > heldE8) return refuse('leverage-unreachable', 'leverage')
    const only = new Map([[farm.token.toLowerCase(), toAmount(soldE8)]])
    const trades = tradeAlong(w.pools, only, route, new Map(), w.terms)
    if (!isTraded(trades)) return trades
    const gotE8 = computeValueE8(balanceOf(trades.balances, underlying), debt.price, debt.decimals)
    const rateWad = min(WAD, mulDivDown(gotE8, WAD, max(1n, soldE8)))
    const divisor = WAD - mulDivDown(leverageWad, WAD - rateWad, WAD)
    if (divisor <= 0n) return refuse('trade-too-large', 'leverage')
    soldE8 = mulDivDown(gapE8, WAD, divisor)
  }
  if (soldE8 > heldE8) return refuse('leverage-unreachable', 'leverage')
  const keep = new Map(w.balances).set(farm.token.toLowerCase(), held - toAmount(soldE8))
  const sold = convert(w, route, underlying, keep)
  if (!isWorking(sold)) return sold
  const gained = balanceOf(sold.balances, underlying) - balanceOf(w.balances, underlying)
  const sure = computeMinimum(gained, w.terms.slippageBps)
  if (sure >= sold.debt) return refuse('leverage-unreachable', 'leverage')
  const repaid = repay(sold, sure)
  // where nothing leads back into the farm, what the sale brought beyond stays as the debt asset
  const returned = back && convert(repaid, back, farm.token, w.balances)
  return fitQuota(returned && isWorking(returned) ? returned : repaid, farm)
}

/** A token that is held or owed and has no price; undefined where all have one. */
function findUnpriced({ market, balances, debt }: Working): RawToken | undefined {
  const isAtStake = ({ token, liquidationThreshold }: RawToken) =>
    isSameAddress(token, market.underlying)
      ? debt > 0n
      : liquidationThreshold > 0 && balanceOf(balances, token) > 1n
  return market.tokens.find((token) => token.price === 0n && isAtStake(token))
}

function valuesOf(w: Working): { collateralE8: bigint; equityE8: bigint } {
  const position = positionOf(w)
  const collateralE8 = computeCollateralsValueE8(position)
  return { collateralE8, equityE8: collateralE8 - computeDebtsValueE8(position) }
}
