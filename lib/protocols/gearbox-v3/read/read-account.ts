import { type Address, isSameAddress } from '../../../domain/asset'
import { type Answers, addressOf } from '../../batch/answers'
import type { Batch, Read, Slot } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import type { RawAccount, RawMarket, RawUnreadable } from './raw'
import type { StructureMarket } from './structure'

/** `ICreditManagerV3.CollateralCalcTask`. */
const DEBT_ONLY = 1n
const DEBT_COLLATERAL = 3n

export type AccountResult = {
  readonly account: RawAccount | null
  readonly unreadable: Omit<RawUnreadable, 'market'> | null
}

/** An account that was found, in the market that it may belong to. Nothing where it is not, or no longer, the owner's. */
export function readAccount(batch: Batch, market: StructureMarket, account: Address, owner: Address) {
  const readIt = read(batch, market, account, owner)
  return (answers: Answers, raw: RawMarket): AccountResult => readIt(answers, raw, account)
}

/**
 * The account that was opened last in a market, whoever's it is: whoever opens one in a simulation cannot tell its address
 * before. Managers put each at the end of their list, where it stays until another is opened, or one before it closed.
 */
export function readNewestAccount(batch: Batch, market: StructureMarket, owner: Address) {
  const manager = market.creditManager
  const last = batch.slot(manager, 'creditAccountsLen()', [], 1)
  const newest = batch.slot(manager, 'creditAccounts(uint256,uint256)', [last, 1n])
  const address = batch.call(manager, 'creditAccounts(uint256,uint256)', [last, 1n])
  const readIt = read(batch, market, newest, owner)
  return (answers: Answers, raw: RawMarket): AccountResult => {
    const [found] = answers.attempt(() => answers.list(address, 'creditAccounts')) ?? []
    return found === undefined ? NOBODYS : readIt(answers, raw, addressOf(found))
  }
}

const NOBODYS: AccountResult = { account: null, unreadable: null }

function read(batch: Batch, market: StructureMarket, account: Address | Slot, owner: Address) {
  const { creditManager, quotaKeeper } = market
  const info = batch.call(creditManager, 'creditAccountInfo(address)', [account])
  const calculate = (task: bigint) =>
    batch.call(creditManager, 'calcDebtAndCollateral(address,uint8)', [account, task])
  const priced = calculate(DEBT_COLLATERAL)
  const debtOnly = calculate(DEBT_ONLY)
  const balances = market.tokens.map((token) => batch.call(token, 'balanceOf(address)', [account]))
  const quotas = market.tokens
    .slice(1)
    .map((token) => batch.call(quotaKeeper, 'getQuota(address,address)', [account, token]))
  const earned = new Map(
    market.stakings.map(({ target }) => [
      target.toLowerCase(),
      batch.call(target, 'earned(address)', [account]),
    ]),
  )

  return (answers: Answers, raw: RawMarket, address: Address): AccountResult => {
    const { word, attempt } = answers
    const borrower = attempt(() => addressOf(word(info, 'creditAccountInfo', 7)))
    if (!borrower || !isSameAddress(borrower, owner)) return NOBODYS
    const orNothing = (read: Read | undefined) =>
      read === undefined ? 0n : (attempt(() => word(read, 'amount')) ?? 0n)
    try {
      const isPriced = attempt(() => word(priced, 'calcDebtAndCollateral', 10)) !== undefined
      const debt = isPriced ? priced : debtOnly
      // a word that says where the struct begins, then `CollateralDebtData`
      const field = (index: number) => word(debt, 'calcDebtAndCollateral(address,uint8)', 1 + index)
      const usd = (index: number) => (isPriced ? field(index) : 0n)
      return {
        unreadable: null,
        account: {
          creditManager,
          account: address,
          owner,
          principal: field(0),
          totalDebt: field(0) + field(4) + field(5),
          isPriced,
          totalDebtUsd: usd(6),
          totalValueUsd: usd(8),
          weightedValueUsd: usd(9),
          isLiquidatable: usd(9) < usd(6),
          enabledTokensMask: word(info, 'creditAccountInfo', 4),
          lastDebtUpdate: word(info, 'creditAccountInfo', 6),
          balances: balances.map((read, i) => {
            const token = raw.tokens[i]
            return token?.unreadable ? orNothing(read) : word(read, `balanceOf(address) of ${token?.symbol}`)
          }),
          quotas: [0n, ...quotas.map(orNothing)],
          earned: raw.stakings.map(({ target }) => orNothing(earned.get(target.toLowerCase()))),
        },
      }
    } catch (error) {
      const reason = messageOf(error)
      return { account: null, unreadable: { kind: 'position', name: address, address, reason } }
    }
  }
}
