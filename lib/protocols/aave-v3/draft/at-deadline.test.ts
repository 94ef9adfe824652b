import { describe, expect, it } from 'vitest'
import { identifyIssue } from '../../../domain/issue'
import { RAY, WAD } from '../../../domain/math'
import type { Tolerance } from '../../protocol'
import { makePositionId } from '../ids'
import { aaveV3, type LendingProtocol, spark } from '../protocols'
import { convertAccount } from '../read/convert'
import { computeCapRoom, computeSupplyRoom } from '../read/limits'
import type { Growth } from '../read/parts'
import { stateOf } from '../read/state'
import { addressOf, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { reserveAtDeadline } from './at-deadline'
import { draftManage } from './manage'

const CHAIN = 31337
const owner = addressOf(9)
const whole = 10n ** 18n
const HALF_AN_HOUR = 1_800n

type Caps = { readonly borrowCap?: bigint; readonly supplyCap?: bigint }

/** A hundred of the first is held, and some of the second owed. */
function makeAccount(protocol: LendingProtocol, owed: bigint, caps: Caps = {}, growth: Growth = {}) {
  const reserves = [0, 1].map((id) => makeReserve(id, caps, { supplyIndexRay: RAY, debtIndexRay: RAY }))
  const holder = makeHolder({
    account: owner,
    configuration: 0b0110n,
    scaledSupplies: [100n * whole, 0n],
    scaledDebts: [0n, owed],
  })
  const raw = makeRaw(reserves, { holders: [holder] }, protocol)
  return convertAccount({ ...raw, structure: { ...raw.structure, chainId: CHAIN } }, growth, owner)
}

type Kind = 'borrow' | 'withdraw' | 'deposit'

function rulesOf(account: ReturnType<typeof makeAccount>, kind: Kind, amount: bigint, seconds: bigint) {
  const { markets, wallet } = account
  const [held, owed] = wallet.map(({ asset }) => asset)
  if (!held || !owed) throw new Error('Two assets')
  const at = { owner, positionId: makePositionId(markets.protocol, CHAIN, owner) }
  const tolerance: Tolerance = { slippageBps: 50n, deadlineSeconds: markets.block.timestamp + seconds }
  const intent = {
    borrow: { ...at, kind: 'borrow', amount, debtAsset: owed, use: 'wallet' },
    withdraw: { ...at, kind: 'withdraw', withdraw: { asset: held, amount }, healthFactorFloorWad: 0n },
    deposit: { ...at, kind: 'deposit', deposit: { asset: held, amount }, use: 'hold' },
  } as const
  return draftManage(account, intent[kind], tolerance).issues.map(identifyIssue)
}

/** The most that is accepted. */
function findMost(account: ReturnType<typeof makeAccount>, kind: Kind, seconds: bigint): bigint {
  let [fits, refused] = [0n, 10_000n * whole]
  while (refused - fits > 1n) {
    const middle = (fits + refused) / 2n
    if (rulesOf(account, kind, middle, seconds).length === 0) fits = middle
    else refused = middle
  }
  return fits
}

describe.each([aaveV3, spark])('what is near to a limit of $name', (protocol) => {
  it.each(['borrow', 'withdraw'] as const)(
    'is judged by what is owed by the deadline at twice the rate, where it is to %s',
    (kind) => {
      const account = makeAccount(protocol, 40n * whole)
      const [now, later] = [0n, HALF_AN_HOUR].map((seconds) => findMost(account, kind, seconds))
      if (!now || !later) throw new Error('Nothing fits')
      const less = Number(now - later) / Number(now)
      // 40 owed of 80 that may be, at twice four per cent; what is newly owed grows on the line that judges the account after
      expect(less).toBeGreaterThan(((0.08 * 1_800) / 31_536_000) * 0.5)
      expect(less).toBeLessThan(((0.08 * 1_800) / 31_536_000) * 3)
    },
  )

  it('is worth more by then where a share is owed, at twice the rate that was measured', () => {
    for (const owed of [0n, 40n * whole]) {
      const measured = { aprWad: WAD / 2n, yearWad: WAD / 2n }
      const growth: Growth = { [addressOf(101).toLowerCase()]: measured }
      const [still, growing] = [{}, growth].map((one) =>
        findMost(makeAccount(protocol, owed, {}, one), 'borrow', HALF_AN_HOUR),
      )
      if (!still || !growing) throw new Error('Nothing fits')
      // of all 80 that may be owed, of which so much is
      const part = Number(80n * whole) / Number(80n * whole - owed)
      expect(Number(still - growing) / Number(still)).toBeCloseTo(part * (1_800 / 31_536_000), 6)
    }
  })

  it('leaves what a cap grows into by the deadline', () => {
    const caps = { borrowCap: 601n, supplyCap: 1_001n }
    const account = makeAccount(protocol, 0n, caps)
    const state = stateOf(account.markets)
    const { raw } = state
    const [first] = state.parts
    if (!first) throw new Error('No reserve')
    for (const seconds of [0n, HALF_AN_HOUR]) {
      const terms = {
        slippageBps: 50n,
        deadlineSeconds: account.markets.block.timestamp + seconds,
        ask: () => null,
      }
      const { reserve } = first
      const grown = reserveAtDeadline({ terms, markets: account.markets, raw, state }, reserve)
      expect(grown.debtIndexRay > reserve.debtIndexRay).toBe(seconds > 0n)
      expect(findMost(account, 'borrow', seconds)).toBe(computeCapRoom(protocol.line, grown))
      expect(findMost(account, 'deposit', seconds)).toBe(computeSupplyRoom(protocol.line, grown))
    }
    const room = computeCapRoom(protocol.line, first.reserve)
    expect(rulesOf(account, 'borrow', room, 0n)).toEqual([])
    expect(rulesOf(account, 'borrow', room, HALF_AN_HOUR)).toEqual(['lending-limit-reached'])
  })
})
