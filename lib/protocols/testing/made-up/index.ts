import { encodeFunctionData, parseAbi } from 'viem'
import type { Action } from '../../../domain/action'
import { type AssetAmount, isSameAddress } from '../../../domain/asset'
import type { Hex } from '../../../domain/call'
import type { ManageIntent } from '../../../domain/intent'
import type { Issue } from '../../../domain/issue'
import { computeBorrowForLeverage } from '../../../domain/leverage'
import { max } from '../../../domain/math'
import { type Collateral, mapDebts, type OwnedPosition, type Position } from '../../../domain/position'
import { ratesOfFarm } from '../../../domain/rates'
import { convertAmount } from '../../../domain/value'
import type { OperationDraft, ProtocolAdapter } from '../../protocol'
import { madeUpReader } from './reader'
import { ENTRY, held, judge, owed, priceOf, staked, unit } from './terms'

const abi = parseAbi([
  'function add(address asset, uint256 amount)',
  'function change(address asset, int256 debt)',
  'error CeilingReached(address asset)',
])

/** What it alone refuses, in its words. */
const ceilingReached: Issue = {
  code: 'protocol-rule',
  rule: 'ceiling-reached',
  severity: 'refusal',
  words: {
    title: 'The commons are at their ceiling',
    text: ['Nobody may borrow more before somebody repays.'],
  },
}
const notHere: Issue = {
  code: 'protocol-rule',
  rule: 'not-in-the-commons',
  severity: 'refusal',
  words: { title: 'The commons do not do that', text: ['Repay or borrow instead.'] },
}

/** The most that may be owed of an asset. */
const CEILING = 10n ** 21n

type Change = Pick<OperationDraft, 'calls' | 'after' | 'ratesAfter'> & {
  readonly walletChange: AssetAmount
}

/** It takes what leaves the wallet, by an allowance of exactly that. */
function draft({ walletChange, ...change }: Change): OperationDraft {
  const { asset, amount } = walletChange
  const isOver = change.after?.debts.some((debt) => debt.amount > CEILING)
  const commons = { spender: ENTRY, spenderName: 'Commons' }
  return {
    ...change,
    requirements: amount < 0n ? [{ kind: 'allowance', asset, amount: -amount, ...commons }] : [],
    released: [],
    walletChanges: [walletChange],
    priceImpactWad: 0n,
    priceImpactE8: 0n,
    feesE8: 0n,
    chargesE8: 0n,
    issues: isOver ? [ceilingReached] : [],
  }
}

const callOf = (data: Hex) => ({ to: ENTRY, data, value: 0n })

/** Staked at the oracle's price, whatever is brought: it is made up. */
function stake(give: AssetAmount): Extract<Action, { readonly minimum: bigint }> {
  const [from, to] = [give.asset, staked].map((asset) => ({ asset, priceE8: priceOf(asset).priceE8 }))
  const amount = from && to ? convertAmount(give.amount, from, to, 'down') : 0n
  const get = { asset: staked, amount }
  return { kind: 'stake', give, get, minimum: amount, isAtMarket: false, venue: 'the commons', feeWad: 0n }
}

const draftOpen: ProtocolAdapter['draftOpen'] = ({ farms }, { farmId, deposit, leverageWad }) => {
  const farm = farms.find(({ id }) => id === farmId)
  if (!farm) return { issues: [notHere] }
  const { debtAsset } = farm
  const [brought, owedIn] = [deposit.asset, debtAsset].map((asset) => ({
    asset,
    priceE8: priceOf(asset).priceE8,
  }))
  const equity = brought && owedIn ? convertAmount(deposit.amount, brought, owedIn, 'down') : 0n
  const debt = computeBorrowForLeverage(equity, leverageWad)
  const borrowed = { asset: debtAsset, amount: debt }
  const amount = [deposit, borrowed].reduce((sum, give) => sum + stake(give).get.amount, 0n)
  const change = [debtAsset.address, debt] as const
  return draft({
    calls: [
      {
        call: callOf(
          encodeFunctionData({ abi, functionName: 'add', args: [deposit.asset.address, deposit.amount] }),
        ),
        actions: [{ kind: 'add-collateral', give: deposit }, stake(deposit)],
      },
      {
        call: callOf(encodeFunctionData({ abi, functionName: 'change', args: change })),
        actions: [{ kind: 'borrow', get: borrowed }, stake(borrowed)],
      },
    ],
    after: { collaterals: [held(staked, amount)], debts: [owed(debtAsset, debt)], judge, unit },
    ratesAfter: ratesOfFarm(farm),
    walletChange: { asset: deposit.asset, amount: -deposit.amount },
  })
}

/** Held beside what is held. */
function draftDeposit(
  position: OwnedPosition,
  { deposit }: Extract<ManageIntent, { kind: 'deposit' }>,
): OperationDraft {
  const { asset, amount } = deposit
  const isOf = (of: Collateral) => isSameAddress(of.asset.address, asset.address)
  const before = position.collaterals.find(isOf)?.amount ?? 0n
  const collaterals = [...position.collaterals.filter((of) => !isOf(of)), held(asset, before + amount)]
  const data = encodeFunctionData({ abi, functionName: 'add', args: [asset.address, amount] })
  return draft({
    calls: [{ call: callOf(data), actions: [{ kind: 'add-collateral', give: deposit }] }],
    after: { ...position, collaterals },
    ratesAfter: position.rates,
    walletChange: { asset, amount: -amount },
  })
}

const draftManage: ProtocolAdapter['draftManage'] = ({ positions }, intent) => {
  const position = positions.find(({ id }) => id === intent.positionId)
  if (position && intent.kind === 'deposit' && intent.use === 'hold') return draftDeposit(position, intent)
  if (!position || (intent.kind !== 'repay' && intent.kind !== 'borrow')) return { issues: [notHere] }
  const { debtAsset } = intent
  const chosen = position.debts.find(
    ({ asset: of }) => debtAsset && isSameAddress(of.address, debtAsset.address),
  )
  const { asset, amount: owedNow } = chosen ?? position.debts[0]
  const change = changeOf(intent, owedNow)
  const moved = { asset, amount: change < 0n ? -change : change }
  const after: Position = {
    ...position,
    debts: mapDebts(position, (debt) =>
      isSameAddress(debt.asset.address, asset.address) ? owed(asset, max(0n, owedNow + change)) : debt,
    ),
  }
  const data = encodeFunctionData({ abi, functionName: 'change', args: [asset.address, change] })
  const action: Action =
    change < 0n
      ? { kind: 'repay', give: moved, isAll: moved.amount === owedNow }
      : { kind: 'borrow', get: moved }
  return draft({
    calls: [{ call: callOf(data), actions: [action] }],
    after,
    ratesAfter: position.rates,
    walletChange: { asset, amount: change },
  })
}

/** What the debt grows by. */
function changeOf(intent: Extract<ManageIntent, { kind: 'repay' | 'borrow' }>, owedNow: bigint): bigint {
  if (intent.kind === 'borrow') return intent.amount
  return -(intent.amount === 'all' ? owedNow : intent.amount)
}

function notSimulated(): never {
  throw new Error('Nothing of it is simulated')
}

export const madeUpProtocol: ProtocolAdapter = {
  ...madeUpReader,
  draftOpen,
  draftManage,
  withPoolsOf: (account) => account,
  lending: null,
  probeAccount: notSimulated,
  fetchAccountAt: notSimulated,
  errorAbi: abi,
  explainError: (name) => (name === 'CeilingReached' ? ceilingReached : null),
}
