import type { OpenIntent } from '../../../domain/intent'
import { computeBorrowForLeverage } from '../../../domain/leverage'
import { convertAmount } from '../../../domain/value'
import type { MarketSnapshot, OperationDraft, Tolerance } from '../../protocol'
import { convertPriced, findToken, tokenOf } from '../read/assets'
import { marketOf, stateOf } from '../read/convert'
import { findRoute, mergeRoutes } from '../venues/route'
import { payInCoin, readCoin } from './coin'
import { describeMissingPrice } from './collateral-check'
import { encodeOpenAccount } from './encode'
import { finish } from './finish'
import { findClosedEntrance, findProhibitions, settleDeadline } from './prohibitions'
import { type Refusal, refuse } from './refusal'
import { borrow, bring, convert, fitQuota } from './steps'
import { callsOf, isWorking, startWorking } from './working'

/**
 * Everything a farm needs in one `openCreditAccount`: borrow, bring the deposit, convert both into the farm's
 * asset, and set its quota. The account must gain the final asset's minimum or all of it reverts.
 */
export function draftOpen(
  markets: MarketSnapshot,
  intent: OpenIntent,
  tolerance: Tolerance,
): OperationDraft | Refusal {
  const asked = readCoin(markets, intent)
  return 'issues' in asked ? asked : payInCoin(draftInTokens(markets, asked.intent, tolerance), asked)
}

function draftInTokens(
  markets: MarketSnapshot,
  intent: OpenIntent,
  tolerance: Tolerance,
): OperationDraft | Refusal {
  const farm = markets.farms.find((f) => f.id === intent.farmId)
  if (!farm) return refuse('no-route')
  const state = stateOf(markets)
  const market = marketOf(state, farm.market)
  const { deposit } = intent
  const depositToken = findToken(market, deposit.asset.address)
  const underlying = tokenOf(market, market.underlying)
  const target = tokenOf(market, farm.asset.address)
  if (!depositToken) return refuse('no-route', 'asset')
  const unpriced = [depositToken, underlying, target].find(({ price }) => price === 0n)
  if (unpriced) return { issues: [describeMissingPrice(unpriced, markets.block.timestamp)] }
  if (deposit.amount <= 0n) return refuse('amount-zero', 'amount')

  const inDebtAsset = convertAmount(
    deposit.amount,
    convertPriced(depositToken),
    convertPriced(underlying),
    'down',
  )
  const debt = computeBorrowForLeverage(inDebtAsset, intent.leverageWad)
  const routes = [findRoute(market, deposit.asset.address, target.token)]
  if (debt > 0n) routes.push(findRoute(market, market.underlying, target.token))
  const found = routes.filter((route) => route !== null)
  if (found.length < routes.length)
    return { issues: [...findClosedEntrance('open', market), ...refuse('no-route').issues] }

  const terms = { ...tolerance, answers: markets.answers }
  const start = startWorking(market, null, intent.owner, terms)
  const funded = bring(borrow(start, debt), depositToken.token, deposit.amount)
  const farmed = convert(funded, mergeRoutes(found), target.token)
  if (!isWorking(farmed)) return { issues: [...findClosedEntrance('open', market), ...farmed.issues] }
  const ready = settleDeadline(fitQuota(farmed, target))
  const draft = finish(state, ready, encodeOpenAccount(market, intent.owner, callsOf(ready)), false)
  return { ...draft, issues: findProhibitions('open', start, ready, markets.block.timestamp) }
}
