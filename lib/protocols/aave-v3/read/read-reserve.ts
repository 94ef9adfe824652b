import { zeroAddress } from 'viem'
import type { Address } from '../../../domain/asset'
import { type Answers, addressOf, UnreadableError } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import { messageOf, reasonOf } from '../../batch/reason'
import { findShare } from '../addresses'
import { accrueDebtIndex, accrueSupplyIndex, computeTreasuryGrowth } from '../line'
import type { RawReserve, RawUnreadable } from './raw'
import { readNewerCurve } from './read-curve'
import { decodeReserveConfig } from './reserve-config'
import type { Structure } from './structure'
import type { StructureReserve } from './structure-reserve'

export type ReserveResult = {
  readonly reserve: RawReserve | null
  /** It is no longer what its structure says. */
  readonly isChanged: boolean
  readonly unreadable: readonly RawUnreadable[]
}

type Read = (answers: Answers, timestamp: bigint) => ReserveResult

/** Whose it is, and who besides the pool may have been allowed to take of it. */
export type Wallet = { readonly owner: Address; readonly spenders: readonly Address[] }

/** What a reserve says at one block. `of` is null where nobody is connected. */
export function readReserve(
  batch: Batch,
  structure: Structure,
  described: StructureReserve,
  of: Wallet | null,
): Read {
  const { underlying, symbol } = described
  const name = symbol || underlying
  const figures = readFigures(batch, structure, described)
  const price = readPrice(batch, structure, described)
  const rate = readShareRate(batch, structure.chainId, underlying)
  const wallet = readWallet(batch, structure, underlying, of)
  const { source: _, strategy, curve: ownCurve, ...ofItself } = described
  const isNewer = structure.protocol.line.name === 'rounding'
  const curve = isNewer ? readNewerCurve(batch, strategy, underlying) : () => ownCurve

  return (answers, timestamp) => {
    const priced = price(answers)
    try {
      const { isChanged, ...found } = figures(answers, timestamp)
      const { reason, isMoved, ...rest } = priced
      return {
        reserve: {
          ...ofItself,
          ...found,
          ...rest,
          curve: curve(answers),
          shareRate: rate(answers),
          ...wallet(answers),
        },
        isChanged: isChanged || isMoved,
        unreadable: reason === null ? [] : [{ kind: 'price', name, reason }],
      }
    } catch (error) {
      const reason = messageOf(error)
      return {
        reserve: null,
        isChanged: priced.isMoved,
        unreadable: [{ kind: 'reserve', name, reason }],
      }
    }
  }
}

/** The words of `getReserveData(address)`, where both lines put them. */
const WORDS = {
  configuration: 0,
  supplyIndex: 1,
  supplyRate: 2,
  debtIndex: 3,
  debtRate: 4,
  updatedAt: 6,
  supplyToken: 8,
  debtToken: 10,
  strategy: 11,
  forTreasury: 12,
  unbacked: 13,
  isolatedDebt: 14,
} as const

function readFigures(batch: Batch, { pool, protocol }: Structure, reserve: StructureReserve) {
  const { line } = protocol
  const isNewer = line.name === 'rounding'
  const { underlying, supplyToken, debtToken, strategy } = reserve
  const data = batch.call(pool, 'getReserveData(address)', [underlying])
  const supplied = batch.call(supplyToken, 'scaledTotalSupply()')
  const owed = batch.call(debtToken, 'scaledTotalSupply()')
  const available = isNewer
    ? batch.call(pool, 'getVirtualUnderlyingBalance(address)', [underlying])
    : batch.call(underlying, 'balanceOf(address)', [supplyToken])
  const deficit = isNewer ? batch.call(pool, 'getReserveDeficit(address)', [underlying]) : null

  return ({ word, attempt }: Answers, timestamp: bigint) => {
    const field = (name: keyof typeof WORDS) => word(data, 'getReserveData(address)', WORDS[name])
    const debtRateRay = field('debtRate')
    const supplyRateRay = field('supplyRate')
    const seconds = timestamp - field('updatedAt')
    const config = decodeReserveConfig(field('configuration'))
    const supplyIndexRay = accrueSupplyIndex(field('supplyIndex'), supplyRateRay, seconds)
    const debtIndexRay = accrueDebtIndex(line, field('debtIndex'), debtRateRay, seconds)
    const scaledDebt = word(owed, 'scaledTotalSupply() of what is owed')
    const indices = { before: field('debtIndex'), after: debtIndexRay, supply: supplyIndexRay }
    return {
      isChanged:
        addressOf(field('supplyToken')) !== supplyToken ||
        addressOf(field('debtToken')) !== debtToken ||
        addressOf(field('strategy')) !== strategy,
      config,
      supplyIndexRay,
      debtIndexRay,
      supplyRateRay,
      debtRateRay,
      scaledSupply: word(supplied, 'scaledTotalSupply() of what is supplied'),
      scaledDebt,
      scaledForTreasury:
        field('forTreasury') + computeTreasuryGrowth(line, scaledDebt, indices, config.reserveFactorBps),
      available: word(available, isNewer ? 'getVirtualUnderlyingBalance(address)' : 'balanceOf(address)'),
      unbacked: field('unbacked'),
      isolatedDebt: field('isolatedDebt'),
      deficit: deficit === null ? 0n : (attempt(() => word(deficit, 'getReserveDeficit(address)')) ?? 0n),
    }
  }
}

/** What the oracle says, from wherever it takes that. The source is asked for its age alone: many do not tell. */
function readPrice(batch: Batch, { oracle }: Structure, { underlying, source }: StructureReserve) {
  const price = batch.call(oracle, 'getAssetPrice(address)', [underlying])
  const current = batch.call(oracle, 'getSourceOfAsset(address)', [underlying])
  const round = source === zeroAddress ? null : batch.call(source, 'latestRoundData()')
  return ({ word, attempt }: Answers) => {
    const read = () => {
      const priceE8 = word(price, 'getAssetPrice(address)')
      if (priceE8 === 0n) throw new UnreadableError('its oracle says a price of 0')
      return priceE8
    }
    const found = attempt(() => addressOf(word(current, 'getSourceOfAsset(address)')))
    return {
      priceE8: attempt(read) ?? 0n,
      reason: reasonOf(read),
      source: source === zeroAddress ? null : source,
      sourceUpdatedAt: round === null ? null : (attempt(() => word(round, 'latestRoundData()', 3)) ?? null),
      isMoved: found !== undefined && found !== source,
    }
  }
}

function readShareRate(batch: Batch, chainId: number, underlying: Address) {
  const share = findShare(chainId, underlying)
  const rate = share && batch.call(underlying, share.rate.signature, share.rate.args)
  return ({ word, attempt }: Answers) =>
    rate === null ? null : (attempt(() => word(rate, 'its rate')) ?? null)
}

function readWallet(batch: Batch, { pool }: Structure, underlying: Address, of: Wallet | null) {
  const balance = of && batch.call(underlying, 'balanceOf(address)', [of.owner])
  const allowances = (of ? [pool, ...of.spenders] : []).map((spender) => ({
    spender,
    read: batch.call(underlying, 'allowance(address,address)', [of?.owner ?? spender, spender]),
  }))
  return ({ word, attempt }: Answers) => {
    const [ofPool, ...otherAllowances] = allowances.map(({ spender, read }) => ({
      spender,
      amount: attempt(() => word(read, 'allowance')) ?? 0n,
    }))
    return {
      walletBalance: balance === null ? 0n : word(balance, 'balanceOf(address)'),
      walletAllowance: ofPool?.amount ?? 0n,
      otherAllowances,
    }
  }
}
