import { encodeAbiParameters } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Address } from '../../../lib/domain/asset'
import type { ManageIntent } from '../../../lib/domain/intent'
import { WAD } from '../../../lib/domain/math'
import type { Answers } from '../../../lib/domain/question'
import { ONE_BY_ONE, planSends } from '../../../lib/execution/executor'
import { readSigned } from '../../../lib/execution/read-signed'
import type { PlanResult } from '../../../lib/plan/plan'
import { planManage } from '../../../lib/plan/plan-manage'
import { planOpen } from '../../../lib/plan/plan-open'
import { aaveV3Adapter, sparkAdapter } from '../../../lib/protocols/aave-v3'
import { makeFarmId, makePositionId } from '../../../lib/protocols/aave-v3/ids'
import { aaveV3, spark } from '../../../lib/protocols/aave-v3/protocols'
import { addressOf } from '../../../lib/protocols/aave-v3/testing/pool'
import { weth, wstEth } from '../../../lib/protocols/aave-v3/testing/pools'
import { CHAIN, makeWorld, owner, safe } from '../../../lib/protocols/aave-v3/testing/trading'
import type { AccountSnapshot } from '../../../lib/protocols/protocol'
import { collectNames } from './names'
import { type Told, tellTransaction } from './tell'

const whole = 10n ** 18n
const coin = { ...weth, symbol: 'ETH' }
const tolerance = { slippageBps: 50n, deadlineSeconds: 2_800n }
const places = [
  { adapter: aaveV3Adapter, protocol: aaveV3 },
  { adapter: sparkAdapter, protocol: spark },
].flatMap((place) => [
  { ...place, name: `${place.protocol.name} in an own account`, holder: owner },
  { ...place, name: `${place.protocol.name} in a Safe`, holder: safe },
])
type Place = (typeof places)[number]

type Wanted = ManageIntent extends infer One
  ? One extends ManageIntent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

const times = (hundredths: bigint) => (hundredths * WAD) / 100n
const ten = { asset: wstEth, amount: 10n * whole }

const changes: readonly (readonly [string, Wanted])[] = [
  ['raise', { kind: 'change-leverage', leverageWad: times(300n), compound: false }],
  ['raise, farming what was earned', { kind: 'change-leverage', leverageWad: times(300n), compound: true }],
  ['lower', { kind: 'change-leverage', leverageWad: times(120n), compound: false }],
  ['close as it is', { kind: 'close', receive: 'as-is' }],
  ['close into ether', { kind: 'close', receive: weth }],
  ['deposit to hold', { kind: 'deposit', deposit: ten, use: 'hold' }],
  ['deposit to farm', { kind: 'deposit', deposit: ten, use: 'farm' }],
  ['withdraw', { kind: 'withdraw', withdraw: { asset: wstEth, amount: whole }, healthFactorFloorWad: WAD }],
  ['borrow', { kind: 'borrow', amount: whole, debtAsset: weth, use: 'wallet' }],
  ['borrow to farm', { kind: 'borrow', amount: whole, debtAsset: weth, use: 'farm' }],
  ['repay a part', { kind: 'repay', amount: whole, debtAsset: weth }],
  ['repay all', { kind: 'repay', amount: 'all', debtAsset: weth }],
  ['claim', { kind: 'claim', use: 'wallet' }],
  ['claim to farm', { kind: 'claim', use: 'farm' }],
]

/** A rich wallet; where a holder is given, with a position at 1.5x that has earned something. */
function makeAccount({ protocol }: Place, holder: Address | null, isIsolated = false): AccountSnapshot {
  const controller = addressOf(50)
  return makeWorld({
    protocol,
    configs: isIsolated ? [{ debtCeiling: 10n ** 8n }, { isBorrowableInIsolation: true }] : [],
    figures: [0, 1, 2].map(() => ({ walletBalance: 10n ** 24n })),
    incentives: [{ controller, reward: weth.address, token: addressOf(200) }],
    more: { rewards: [{ ...weth, reward: weth.address, priceE8: 10n ** 11n }] },
    ...(holder && {
      holder: {
        account: holder,
        configuration: 0b0110n,
        eMode: 1,
        scaledSupplies: [100n * whole, 0n, 0n],
        scaledDebts: [0n, 40n * whole, 0n],
        rewards: [{ reward: weth.address, amount: whole }],
      },
    }),
  })
}

/** With the chain's answers: a Safe is there. */
function settle(plan: (answers: Answers) => PlanResult) {
  let answers: Answers = {}
  for (;;) {
    const result = plan(answers)
    if (result.ok) return result.plan
    if (!result.waitsFor) throw new Error(result.issues.map(({ code }) => code).join())
    answers = {
      ...answers,
      [result.waitsFor.key]: encodeAbiParameters([{ type: 'address' }], [addressOf(3)]),
    }
  }
}

const withAnswers = (account: AccountSnapshot, answers: Answers): AccountSnapshot => ({
  ...account,
  markets: { ...account.markets, answers },
})

function planOpening(place: Place, isIsolated: boolean) {
  const { adapter, holder, protocol } = place
  const account = makeAccount(place, null, isIsolated)
  const farmId = makeFarmId(protocol.id, CHAIN, weth.address, wstEth.address)
  const intent = { kind: 'open', farmId, owner, holder, deposit: ten, leverageWad: times(200n) } as const
  return {
    account,
    plan: settle((answers) => {
      const at = withAnswers(account, answers)
      return planOpen(adapter, at.markets, at, intent, tolerance)
    }),
  }
}

function planChange(place: Place, wanted: Wanted) {
  const { adapter, holder, protocol } = place
  const account = makeAccount(place, holder)
  const intent = { ...wanted, owner, positionId: makePositionId(protocol.id, CHAIN, holder) } as ManageIntent
  return {
    account,
    plan: settle((answers) => planManage(adapter, withAnswers(account, answers), intent, tolerance)),
  }
}

/** All sentences of all that is signed. */
function tellPlan({ adapter }: Place, { plan, account }: ReturnType<typeof planChange>): readonly string[] {
  const names = collectNames(plan, account.markets, account.wallet)
  const known = { names, functions: adapter.functionAbi ?? [], coin }
  const listTexts = ({ text, parts }: Told): readonly string[] => [text, ...parts.flatMap(listTexts)]
  return readSigned(plan, planSends(plan.steps, ONE_BY_ONE))
    .flat()
    .flatMap((transaction) => listTexts(tellTransaction(known, transaction)))
}

describe.each(places)('what is signed on $name', (place) => {
  const expectNamed = (texts: readonly string[]) => {
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.filter((text) => /0x[0-9a-f]{8}\b|cannot be read/.test(text))).toEqual([])
  }

  test.each(changes)('is told by name, to the last argument: %s', (_, wanted) => {
    expectNamed(tellPlan(place, planChange(place, wanted)))
  })

  test('is told by name where a position is opened, in its category or isolated', () => {
    const [inCategory, isolated] = [false, true].map((is) => tellPlan(place, planOpening(place, is)))
    expectNamed(inCategory ?? [])
    expectNamed(isolated ?? [])
    expect(inCategory?.some((text) => text.startsWith('Call setUserEMode'))).toBe(true)
    expect(isolated?.some((text) => text.startsWith('Call setUserUseReserveAsCollateral'))).toBe(true)
  })
})
