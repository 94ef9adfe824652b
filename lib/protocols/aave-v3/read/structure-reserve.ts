import { zeroAddress } from 'viem'
import type { Address } from '../../../domain/asset'
import type { PriceBasis } from '../../../domain/oracle'
import { type Answers, addressOf, UnreadableError } from '../../batch/answers'
import type { Batch, Read, Slot } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import { textOf } from '../../batch/text-of'
import type { Line } from '../line'
import type { RateCurve } from '../rates'
import type { RawUnreadable } from './raw'
import { planBasis } from './read-basis'
import { readOlderCurve } from './read-curve'
import { decodeReserveConfig, type ReserveConfig } from './reserve-config'

export type StructureReserve = {
  readonly id: number
  readonly underlying: Address
  readonly symbol: string
  readonly name: string
  readonly supplyToken: Address
  readonly debtToken: Address
  /** What its rates follow. */
  readonly strategy: Address
  /** How they do on the older line, where a strategy never changes; null on the newer, or where it does not say. */
  readonly curve: RateCurve | null
  /** Where the oracle takes its price from; the zero address where it was given nothing. */
  readonly source: Address
  /** What that calls itself; empty where it does not say. */
  readonly sourceName: string
  /** What its price is made of, by then; left out where that does not say. */
  readonly basis?: PriceBasis
}

/** A token whose holders may be paid, and what in. */
export type StructureIncentive = {
  readonly controller: Address
  readonly token: Address
  readonly reward: Address
}

type Context = {
  readonly batch: Batch
  readonly entry: Address
  readonly pool: Slot
  readonly oracle: Slot
  readonly line: Line
}

type ReserveResult = {
  readonly reserve: StructureReserve | null
  /** What was set of it by then; null where it is not known. */
  readonly config: ReserveConfig | null
  readonly incentives: readonly StructureIncentive[]
  readonly unreadable: RawUnreadable | null
}

/** The words of `getReserveData(address)` that say which contracts a reserve has; both lines put them there. */
const SUPPLY_TOKEN = 8
const DEBT_TOKEN = 10
const STRATEGY = 11

/** The reserve of a number; null where there is none. */
export function planReserve(context: Context, id: number): (answers: Answers) => ReserveResult | null {
  const { batch, pool, oracle } = context
  const asset = batch.slot(pool, 'getReserveAddressById(uint16)', [BigInt(id)])
  const address = batch.call(pool, 'getReserveAddressById(uint16)', [BigInt(id)])
  const data = batch.call(pool, 'getReserveData(address)', [asset])
  const symbol = batch.call(asset, 'symbol()')
  const name = batch.call(asset, 'name()')
  const source = batch.call(oracle, 'getSourceOfAsset(address)', [asset])
  const priced = batch.slot(oracle, 'getSourceOfAsset(address)', [asset])
  const sourceName = batch.call(priced, 'description()')
  const basis = planBasis(batch, priced)
  const rewards = planRewards(context, asset)
  const curve = planCurve(context, asset)

  return (answers) => {
    const { word, words, attempt } = answers
    const underlying = attempt(() => addressOf(word(address, 'getReserveAddressById(uint16)')))
    if (underlying === undefined || underlying === zeroAddress) return null
    const text = (read: Read) => textOf(attempt(() => words(read, 'its text')) ?? [])
    const described = { id, underlying, symbol: text(symbol), name: text(name) }
    try {
      const known = basis(answers)
      const token = (at: number) => addressOf(word(data, 'getReserveData(address)', at))
      const reserve = {
        ...described,
        supplyToken: token(SUPPLY_TOKEN),
        debtToken: token(DEBT_TOKEN),
        strategy: token(STRATEGY),
        curve: curve(answers),
        source: attempt(() => addressOf(word(source, 'getSourceOfAsset(address)'))) ?? zeroAddress,
        sourceName: text(sourceName),
        ...(known && { basis: known }),
      }
      if (reserve.supplyToken === zeroAddress || reserve.debtToken === zeroAddress) {
        throw new UnreadableError('it does not say which tokens it has')
      }
      const config = decodeReserveConfig(word(data, 'getReserveData(address)'))
      return { reserve, config, incentives: rewards(answers, reserve), unreadable: null }
    } catch (error) {
      const reason = messageOf(error)
      return {
        reserve: null,
        config: null,
        incentives: [],
        unreadable: { kind: 'reserve', name: described.symbol || underlying, reason },
      }
    }
  }
}

function planCurve({ batch, entry, line }: Context, asset: Slot): (answers: Answers) => RateCurve | null {
  if (line.name === 'rounding') return () => null
  const data = batch.slot(entry, 'getPoolDataProvider()')
  return readOlderCurve(batch, batch.slot(data, 'getInterestRateStrategyAddress(address)', [asset]))
}

type Tokens = Pick<StructureReserve, 'supplyToken' | 'debtToken'>

/**
 * Who pays a reserve's holders, and what in. The newer pool names both tokens to whoever asks inside the same request. The
 * older names neither so: there all that its payer pays is asked about, of both, since it is little.
 */
function planRewards({ batch, entry, pool, line }: Context, asset: Slot) {
  const ofPool = (signature: string) => batch.slot(pool, signature, [asset])
  if (line.name === 'nearest') {
    const data = batch.slot(entry, 'getPoolDataProvider()')
    const debtToken = batch.slot(data, 'getReserveTokensAddresses(address)', [asset])
    const payer = planPayer(batch, debtToken)
    const all = batch.call(payer.slot, 'getRewardsList()')
    return (answers: Answers, { supplyToken, debtToken }: Tokens) =>
      [supplyToken, debtToken].flatMap((token) => listIncentives(answers, payer.read, token, all))
  }
  const [supplyToken, debtToken] = [
    ofPool('getReserveAToken(address)'),
    ofPool('getReserveVariableDebtToken(address)'),
  ]
  const payer = planPayer(batch, supplyToken)
  const ofSupply = batch.call(payer.slot, 'getRewardsByAsset(address)', [supplyToken])
  const ofDebt = batch.call(payer.slot, 'getRewardsByAsset(address)', [debtToken])
  return (answers: Answers, tokens: Tokens) => [
    ...listIncentives(answers, payer.read, tokens.supplyToken, ofSupply),
    ...listIncentives(answers, payer.read, tokens.debtToken, ofDebt),
  ]
}

function planPayer(batch: Batch, token: Slot) {
  const signature = 'getIncentivesController()'
  return { slot: batch.slot(token, signature), read: batch.call(token, signature) }
}

/** None where nobody pays, or who pays does not say what. */
function listIncentives(
  { list, word, attempt }: Answers,
  payer: Read,
  token: Address,
  rewards: Read,
): readonly StructureIncentive[] {
  const controller = attempt(() => addressOf(word(payer, 'getIncentivesController()'))) ?? zeroAddress
  const found = attempt(() => list(rewards, 'its rewards')) ?? []
  return found.map((reward) => ({ controller, token, reward: addressOf(reward) }))
}
