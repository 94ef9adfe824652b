import { beforeAll, describe, expect, test } from 'vitest'
import { chooseDebt } from '../components/manage-position/choose-debt'
import { typeSuggestion } from '../components/manage-position/suggestion'
import {
  describeBlockedWay,
  describeWayOut,
  describeWayOutcome,
} from '../components/manage-position/way-out-words'
import type { Asset } from '../lib/domain/asset'
import { HEALTH_FACTOR_WARNING_WAD } from '../lib/domain/guards'
import { WAD } from '../lib/domain/math'
import { listOwed, type OwnedPosition } from '../lib/domain/position'
import { findWaysOut, isEnough, type WaysOut } from '../lib/plan/find-ways-out'
import { planManage } from '../lib/plan/plan-manage'
import { RESCUE_TARGET_WAD } from '../lib/plan/search-way'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { madeUpProtocol } from '../lib/protocols/testing/made-up'
import { holder } from '../lib/protocols/testing/made-up/reader'
import { dollar, ether, owed, staked } from '../lib/protocols/testing/made-up/terms'
import { madeUpChain, madeUpNode } from '../lib/queries/testing/made-up'

// 10 stWETH and 1,000 USDC count for 9.185 ether; 2,000 USDC are one.
const { client } = madeUpNode(madeUpChain(902, 'Fast'), () => 7n)
let account: AccountSnapshot
let whole: OwnedPosition

beforeAll(async () => {
  account = await madeUpProtocol.fetchAccount(client, 902, holder)
  const [position] = account.positions
  if (!position) throw new Error('The holder has no position')
  whole = position
})

const USDC = 10n ** 6n
const ENOUGH = { ether: 100n * WAD, dollars: 100_000n * USDC }

type World = { readonly ether: bigint; readonly dollars: bigint; readonly wallet?: typeof ENOUGH }

/** The ways out of a position that owes so much, with such a wallet. */
function findIn({ ether: etherOwed, dollars, wallet = ENOUGH }: World) {
  const position: OwnedPosition = { ...whole, debts: [owed(ether, etherOwed), owed(dollar, dollars)] }
  const balanceOf = (asset: Asset) => (asset === ether ? wallet.ether : wallet.dollars)
  const endangered: AccountSnapshot = {
    ...account,
    positions: [position],
    wallet: [ether, dollar].map((asset) => ({ asset, balance: balanceOf(asset), allowances: [] })),
  }
  const ways = findWaysOut({
    position,
    farm: null,
    wallet: endangered.wallet,
    depositAssets: [ether, dollar, staked],
    plan: (action) =>
      planManage(
        madeUpProtocol,
        endangered,
        { ...action, positionId: position.id, owner: holder },
        { slippageBps: 50n, deadlineSeconds: 1_000n },
      ),
  })
  return { position, ways }
}

const repaymentsOf = ({ open }: WaysOut) =>
  open.flatMap((way) => (way.action.kind === 'repay' ? [{ ...way, action: way.action }] : []))

describe('ways out of several debts', () => {
  test('each that alone lifts it is offered, in its own asset', () => {
    const { position, ways } = findIn({ ether: 5n * WAD, dollars: 8_000n * USDC })
    const repayments = repaymentsOf(ways)
    // 9.185 / 1.25 may be owed of 9: to a ten-thousandth more than the 1.652 that are too much
    expect(repayments.map((way) => describeWayOut(way, position))).toEqual([
      'Repay 1.6521 WETH',
      'Repay 3,304.2 USDC',
    ])
    for (const { healthFactorWad } of repayments) {
      expect(healthFactorWad).toBeGreaterThanOrEqual(RESCUE_TARGET_WAD)
      expect(healthFactorWad).toBeLessThan(RESCUE_TARGET_WAD + WAD / 100n)
    }
  })

  test('one too small to lift it is repaid whole, after what lifts it, and says so', () => {
    const { position, ways } = findIn({ ether: 89n * (WAD / 10n), dollars: 200n * USDC })
    const [first, second] = repaymentsOf(ways)
    expect(first?.action.debtAsset).toBe(ether)
    expect(second && describeWayOut(second, position)).toBe('Repay all USDC')
    expect(second && describeWayOutcome(second, position)).toContain('which is less than 1.25')
    expect(ways.open.map((way) => isEnough(way))).toEqual([true, true, false])
  })

  test('the only one that lifts it is found, wherever it stands', () => {
    const { position, ways } = findIn({ ether: WAD / 10n, dollars: 17_800n * USDC })
    const [best] = repaymentsOf(ways)
    expect(best?.action.debtAsset).toBe(dollar)
    expect(best && describeWayOut(best, position)).toBe('Repay 3,304.1 USDC')
  })

  test('where none alone does, each that helps is there, and none passes for enough', () => {
    const wallet = { ether: WAD / 4n, dollars: 500n * USDC }
    const { ways } = findIn({ ether: 5n * WAD, dollars: 8_000n * USDC, wallet })
    expect(repaymentsOf(ways).map(({ action }) => action.amount)).toEqual([wallet.ether, wallet.dollars])
    for (const way of ways.open) {
      expect(isEnough(way)).toBe(false)
      expect(way.healthFactorWad).toBeLessThan(HEALTH_FACTOR_WARNING_WAD)
    }
  })

  test('one that the wallet has nothing of is blocked by its name, and the other open', () => {
    const wallet = { ether: 0n, dollars: ENOUGH.dollars }
    const { ways } = findIn({ ether: 5n * WAD, dollars: 8_000n * USDC, wallet })
    expect(repaymentsOf(ways).map(({ action }) => action.debtAsset)).toEqual([dollar])
    const [blocked] = ways.blocked
    expect(blocked && describeBlockedWay(blocked)).toEqual({
      name: 'Repay WETH from your wallet',
      why: 'Your wallet has no WETH.',
    })
  })

  test('one of which nothing is owed is no way, wherever it stands', () => {
    const { ways } = findIn({ ether: 0n, dollars: 18_000n * USDC })
    expect(repaymentsOf(ways).map(({ action }) => action.debtAsset)).toEqual([dollar])
    expect(ways.blocked.map(({ kind }) => kind)).not.toContain('repay')
  })

  test('collateral is added of whatever lifts it, whichever of several that is', () => {
    const wallet = { ether: WAD / 10n, dollars: ENOUGH.dollars }
    const { position, ways } = findIn({ ether: 5n * WAD, dollars: 8_000n * USDC, wallet })
    const deposit = ways.open.find(({ action }) => action.kind === 'deposit')
    // 2.065 ether are missing, of which a dollar counts for 77 %
    expect(deposit && describeWayOut(deposit, position)).toBe('Deposit 5,363.9 USDC')
    expect(deposit && isEnough(deposit)).toBe(true)
  })

  test('is typed into the form of that very debt', () => {
    const { position, ways } = findIn({ ether: 5n * WAD, dollars: 8_000n * USDC })
    const [, ofDollars] = repaymentsOf(ways)
    if (!ofDollars) throw new Error('No repayment of the dollars')
    const typed = typeSuggestion(ofDollars.action, position)
    expect(typed).toMatchObject({ asset: dollar.address, amount: '3304.2', max: null })
    const texts = new Map(Object.entries(typed).filter((e): e is [string, string] => e[1] !== null))
    expect(chooseDebt(position, texts, listOwed(position))).toMatchObject({ debtAsset: dollar })
  })
})

test('a form of repaying is about what is owed, and names it also where that is not the first', () => {
  const position = { ...whole, debts: [owed(ether, 0n), owed(dollar, USDC)] } as const
  expect(chooseDebt(position, new Map(), listOwed(position))).toMatchObject({
    debtAsset: dollar,
    assets: [dollar],
  })
})
