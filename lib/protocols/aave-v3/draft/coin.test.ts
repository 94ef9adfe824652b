import { decodeFunctionData, encodeAbiParameters, erc20Abi, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Address, Asset } from '../../../domain/asset'
import type { Answers } from '../../../domain/question'
import { findDifferences } from '../../../safe/compare'
import { decodeTransaction } from '../../../safe/decode'
import { predictSafe } from '../../../safe/predict'
import { readCall } from '../../../safe/read-call'
import type { Drafted, OperationDraft } from '../../protocol'
import { findWrappedCoin } from '../addresses'
import { makePositionId } from '../ids'
import { aaveV3 } from '../protocols'
import { convertAccount } from '../read/convert'
import { addressOf, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { poolAbi } from './abi'
import { coinAbi } from './coin'
import { draftManage } from './manage'

const CHAIN = 31337
const owner = addressOf(9)
const safe = predictSafe(owner, 1)
const whole = 10n ** 18n
const wrapped = findWrappedCoin(CHAIN) ?? zeroAddress
const coin: Asset = { address: zeroAddress, symbol: 'ETH', name: 'Ether', decimals: 18 }

/** Ten of the wrapped coin are held and three of it owed, and ten of another token are held. */
function makeAccount(holder: Address, chainId = CHAIN) {
  const reserves = [0, 1].map((id) => makeReserve(id, {}, id === 0 ? { underlying: wrapped } : {}))
  const raw = makeRaw(reserves, {
    holders: [
      makeHolder({
        account: holder,
        configuration: 0b1011n,
        scaledSupplies: [10n * whole, 10n * whole],
        scaledDebts: [3n * whole, 0n],
      }),
    ],
  })
  return convertAccount({ ...raw, structure: { ...raw.structure, chainId } }, {}, owner)
}

type Intent = Parameters<typeof draftManage>[1]
type Wanted = Intent extends infer One
  ? One extends Intent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

function draft(holder: Address, wanted: Wanted, chainId = CHAIN): Drafted {
  const account = makeAccount(holder, chainId)
  const positionId = makePositionId(aaveV3.id, chainId, holder)
  const deadlineSeconds = account.markets.block.timestamp + 1_800n
  let answers: Answers = {}
  for (;;) {
    const at = { ...account, markets: { ...account.markets, answers } }
    const intent = { ...wanted, owner, positionId } as Intent
    const found = draftManage(at, intent, { slippageBps: 50n, deadlineSeconds })
    if (!('waitsFor' in found) || !found.waitsFor) return found
    const { key } = found.waitsFor
    answers = { ...answers, [key]: encodeAbiParameters([{ type: 'address' }], [addressOf(3)]) }
  }
}

function drafted(found: Drafted): OperationDraft {
  if (!('calls' in found)) throw new Error(JSON.stringify(found.issues))
  return found
}

/** Each call by its name, those of a batch one by one, with what of the coin goes along in wei. */
function spellOut({ calls }: OperationDraft): readonly string[] {
  return calls
    .flatMap(({ call, batch }) => batch?.calls ?? [{ ...call, operation: 'call' as const }])
    .map((inner) => {
      if (inner.operation === 'delegatecall') return readCall(inner).kind
      const abi = [...poolAbi, ...erc20Abi, ...(inner.to === wrapped ? coinAbi : [])]
      const { functionName } = decodeFunctionData({ abi, data: inner.data })
      return inner.value > 0n ? `${functionName} ${inner.value}` : functionName
    })
}
const actionsOf = ({ calls }: OperationDraft) =>
  calls.flatMap(({ actions }) => actions.map(({ kind }) => kind))
const takenOf = ({ requirements }: OperationDraft) =>
  requirements.flatMap((one) => (one.kind === 'allowance' ? [one.fromWallet ?? one.amount] : []))

const deposit: Wanted = { kind: 'deposit', deposit: { asset: coin, amount: whole }, use: 'hold' }
const debtAsset = { ...coin, address: wrapped }
const repayAll: Wanted = { kind: 'repay', amount: 'all', debtAsset, coin }
const withdraw = (amount: bigint): Wanted => ({
  kind: 'withdraw',
  withdraw: { asset: debtAsset, amount },
  healthFactorFloorWad: 0n,
  coin,
})
const borrow: Wanted = { kind: 'borrow', amount: whole, debtAsset, use: 'wallet', coin }

describe('the coin of a Safe’s owner', () => {
  const inSafe = (wanted: Wanted) => drafted(draft(safe, wanted))

  it('is wrapped first, with no approval', () => {
    const made = inSafe(deposit)
    expect(spellOut(made)).toEqual(['approve', 'approve', `deposit ${whole}`, 'supply'])
    expect(made.requirements).toEqual([])
    expect(made.calls[0]?.call.value).toBe(whole)
    expect(actionsOf(made)).toEqual(['wrap', 'add-collateral'])
    expect(made.walletChanges).toEqual([{ asset: coin, amount: -whole }])
  })

  it('repays all of a debt, and what was not needed comes back', () => {
    const made = inSafe(repayAll)
    const sent = made.calls[0]?.call.value ?? 0n
    expect(sent).toBeGreaterThan(3n * whole)
    expect(spellOut(made)).toEqual(['approve', 'approve', `deposit ${sent}`, 'repay', 'approve', 'unwrap'])
    expect(made.walletChanges).toEqual([{ asset: coin, amount: -3n * whole }])
    const last = made.calls[0]?.actions.at(-1)
    expect(last).toMatchObject({ kind: 'unwrap', isAll: true, get: { amount: sent - 3n * whole } })
  })

  it('arrives unwrapped, by way of the Safe and by nothing else', () => {
    const part = inSafe(withdraw(whole))
    expect(spellOut(part)).toEqual(['withdraw', 'unwrap'])
    expect(part.walletChanges).toEqual([{ asset: coin, amount: whole }])
    expect(actionsOf(part)).toEqual(['withdraw', 'unwrap'])
    const borrowed = inSafe(borrow)
    expect(spellOut(borrowed)).toEqual(['borrow', 'unwrap'])
    expect(borrowed.walletChanges).toEqual([{ asset: coin, amount: whole }])
  })

  it('is signed as it was shown', () => {
    for (const wanted of [deposit, repayAll, withdraw(whole), borrow]) {
      const [only] = inSafe(wanted).calls
      if (!only?.batch) throw new Error('No batch')
      const signed = decodeTransaction(owner, only.call)
      expect(findDifferences({ kind: 'execute', ...only.batch }, signed)).toEqual([])
    }
  })
})

describe('the coin of an account of one’s own', () => {
  const inOwn = (wanted: Wanted) => drafted(draft(owner, wanted))

  it('is wrapped by a call of its own, and what was wrapped before is left', () => {
    const made = inOwn(deposit)
    expect(spellOut(made)).toEqual([`deposit ${whole}`, 'supply'])
    expect(takenOf(made)).toEqual([0n])
    expect(made.walletChanges).toEqual([{ asset: coin, amount: -whole }])
  })

  it('repays all of a debt: what was not needed stays wrapped', () => {
    const made = inOwn(repayAll)
    const sent = made.calls[0]?.call.value ?? 0n
    expect(spellOut(made)).toEqual([`deposit ${sent}`, 'repay'])
    expect(made.walletChanges).toEqual([
      { asset: coin, amount: -sent },
      { asset: { ...made.walletChanges[1]?.asset, address: wrapped }, amount: sent - 3n * whole },
    ])
  })

  it('is unwrapped as far as it is sure to arrive', () => {
    const part = inOwn(withdraw(whole))
    expect(spellOut(part)).toEqual(['withdraw', 'withdraw'])
    expect(part.walletChanges).toEqual([{ asset: coin, amount: whole }])
    expect(actionsOf(part)).toEqual(['withdraw', 'unwrap'])
    expect(inOwn(borrow).walletChanges).toEqual([{ asset: coin, amount: whole }])
    const more: Wanted = { kind: 'borrow', amount: whole, debtAsset, use: 'wallet' }
    expect(spellOut(inOwn(more))).toEqual(['borrow'])
  })
})

it('is refused where nobody knows what it is wrapped as', () => {
  for (const wanted of [deposit, repayAll, withdraw(whole), borrow]) {
    expect(draft(owner, wanted, 7).issues).toMatchObject([{ code: 'no-route', severity: 'refusal' }])
  }
})
