import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAtLeverage } from '../../../domain/goal'
import { HEALTH_FACTOR_DANGER_WAD } from '../../../domain/guards'
import type { Carried, ManageIntent, OpenIntent } from '../../../domain/intent'
import { identifyIssue } from '../../../domain/issue'
import { WAD } from '../../../domain/math'
import type { AccountSnapshot, Drafted, OperationDraft } from '../../protocol'
import { makeFarmId, makePositionId } from '../ids'
import { aaveV3, spark } from '../protocols'
import { weth, wstEth } from '../testing/pools'
import { CHAIN, drafted, owner, settle } from '../testing/trading'
import { type Held, measure, NOTHING, walkCalls, worldOf } from '../testing/walk'
import { draftManage } from './manage'
import { draftOpen } from './open'

const whole = 10n ** 18n
const tolerance = { slippageBps: 30n, deadlineSeconds: 2_800n }
const times = (hundredths: number) => (BigInt(hundredths) * WAD) / 100n
const rulesOf = ({ issues }: Drafted) => issues.map(identifyIssue)

type Terms = Parameters<typeof worldOf>[1]

const open = (account: AccountSnapshot, leverageWad: bigint, wanted: Partial<OpenIntent> = {}): Drafted => {
  const intent: OpenIntent = {
    kind: 'open',
    farmId: makeFarmId(account.markets.protocol, CHAIN, weth.address, wstEth.address),
    ...{ owner, holder: owner, isStepwise: true, leverageWad },
    deposit: { asset: wstEth, amount: 10n * whole },
    ...wanted,
  }
  return settle(account, (at) => draftOpen(at.markets, intent, tolerance))
}

type Wanted = ManageIntent extends infer One
  ? One extends ManageIntent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

const manage = (account: AccountSnapshot, wanted: Wanted): Drafted => {
  const positionId = makePositionId(account.markets.protocol, CHAIN, owner)
  const intent = { ...wanted, owner, positionId, isStepwise: true } as ManageIntent
  return settle(account, (at) => draftManage(at, intent, tolerance))
}

const changing =
  (leverageWad: bigint, carried: readonly Carried[] = []) =>
  (account: AccountSnapshot) =>
    manage(account, { kind: 'change-leverage', leverageWad, compound: false, carried })

/** Staked ether of 100, and ether owed, in the category of both: of a leverage in hundredths. */
const leveraged = (hundredths: bigint): Held => ({
  configuration: 0b0110n,
  eMode: 1,
  scaledSupplies: [100n * whole, 0n, 0n],
  // staked ether is worth 1.2 of ether
  scaledDebts: [0n, (120n * whole * (hundredths - 100n)) / hundredths, 0n],
})

/** Its health factor between two calls is 1.1, or not lower than before. */
function expectSafe(before: Held, states: readonly Held[], terms: Terms) {
  let last = measure(worldOf(before, terms)).healthWad
  for (const state of states) {
    const { healthWad } = measure(worldOf(state, terms))
    const isSafe =
      healthWad === null || healthWad >= HEALTH_FACTOR_DANGER_WAD || (last !== null && healthWad >= last)
    expect({ isSafe, healthWad, last }).toMatchObject({ isSafe: true })
    last = healthWad
  }
}

type Walk = { readonly held: Held; readonly drafts: readonly OperationDraft[] }

/** Leg after leg, each planned from where the one before it led, until `isThere`. `move` changes the world after each. */
function walk(
  from: Held,
  terms: Terms,
  take: (account: AccountSnapshot, leg: number) => Drafted,
  isThere: (account: AccountSnapshot) => boolean,
  move: (terms: Terms, leg: number) => Terms = (same) => same,
): Walk {
  let [held, now] = [from, terms]
  const drafts: OperationDraft[] = []
  while (drafts.length < 40) {
    const draft = drafted(take(worldOf(held, now), drafts.length))
    const states = walkCalls(held, draft, now)
    expectSafe(held, states, now)
    drafts.push(draft)
    held = states.at(-1) ?? held
    now = move(now, drafts.length)
    if (isThere(worldOf(held, now))) return { held, drafts }
  }
  throw new Error('It does not lead there')
}

const leverageOf = (account: AccountSnapshot) => measure(account).leverageWad
const isAt = (goalWad: bigint, from: 'below' | 'above') => (account: AccountSnapshot) =>
  isAtLeverage(leverageOf(account), goalWad, from)
const isGone = ({ positions }: AccountSnapshot) => positions.length === 0

describe('a way in legs', () => {
  it('opens with the deposit and one trade, and raises with one each', () => {
    const goal = times(300)
    const { drafts, held } = walk(
      NOTHING,
      {},
      (account, leg) => (leg === 0 ? open : changeTo)(account, goal),
      isAt(goal, 'below'),
    )
    expect(
      drafts.map(({ calls }) => calls.flatMap(({ actions }) => actions.map(({ kind }) => kind))),
    ).toEqual([
      ['add-collateral', 'borrow', 'swap', 'add-collateral'],
      ['borrow', 'swap', 'add-collateral'],
      ['borrow', 'swap', 'add-collateral'],
    ])
    expect(drafts[0]?.legs?.stops.length).toBe(3)
    expect(drafts[0]?.legs?.laterSignatures).toBe(10)
    expect(drafts.at(-1)?.legs).toMatchObject({ laterSignatures: 0 })
    expect(Number(leverageOf(worldOf(held, {}))) / 1e18).toBeCloseTo(3, 2)
    // each leg allows just what it takes
    expect(drafts.map(({ requirements }) => requirements.length)).toEqual([2, 2, 2])
  })

  it('lowers with a trade each, and closes with all that is left after the last', () => {
    const goal = times(200)
    const lowered = walk(leveraged(500n), {}, changing(goal), isAt(goal, 'above'))
    const kinds = (draft?: OperationDraft) =>
      draft?.calls.flatMap(({ actions }) => actions.map(({ kind }) => kind))
    expect(lowered.drafts.map(kinds)).toContainEqual(['withdraw', 'swap', 'repay'])
    const closed = walk(lowered.held, {}, (a) => manage(a, { kind: 'close', receive: 'as-is' }), isGone)
    expect(kinds(closed.drafts.at(-1))).toEqual(['withdraw', 'swap', 'repay', 'withdraw'])
    expect(closed.drafts.at(-1)?.after).toBe(null)
    const into = walk(lowered.held, {}, (a) => manage(a, { kind: 'close', receive: weth }), isGone)
    expect(kinds(into.drafts.at(-1))).toEqual(['withdraw', 'swap', 'repay', 'withdraw', 'swap'])
  })

  it('repays all of a debt at 1x', () => {
    const { held } = walk(leveraged(300n), {}, changing(WAD), (a) => measure(a).healthWad === null)
    expect(held.scaledDebts).toEqual([0n, 0n, 0n])
  })

  it('closes several debts, one after the other', () => {
    const several: Held = {
      configuration: 0b011110n,
      eMode: 0,
      scaledSupplies: [0n, 50n * whole, 0n],
      scaledDebts: [0n, 0n, 2n * 10n ** 10n],
    }
    const terms = {}
    const { held, drafts } = walk(several, terms, (a) => manage(a, { kind: 'close', receive: weth }), isGone)
    expect(held.configuration).toBe(0n)
    expect(drafts.length).toBeGreaterThan(0)
  })

  it('leads as far up as a health factor of 1.1 and twelve trades do, and says how far that is', () => {
    expect(rulesOf(open(worldOf(NOTHING, {}), times(800)))).toEqual(['leverage-over-maximum'])
    const [far] = open(worldOf(NOTHING, {}), times(640)).issues
    expect(far && identifyIssue(far)).toBe('too-many-legs')
    const text = far && 'words' in far ? far.words.text.join('') : ''
    expect(text).toMatch(/12 rounds of trading: they lead to 5\.\d\dx/)
    expect(rulesOf(open(worldOf(NOTHING, {}), times(560)))).toEqual([])
    // all at once it leads further
    expect(rulesOf(open(worldOf(NOTHING, {}), times(800), { isStepwise: undefined }))).toEqual([])
  })

  it('takes nothing out where the health factor is under 1.1 already, and says what to repay first', () => {
    const near = worldOf(leveraged(800n), {})
    expect(measure(near).healthWad).toBeLessThan(HEALTH_FACTOR_DANGER_WAD)
    for (const wanted of [
      changing(times(300)),
      (a: AccountSnapshot) => manage(a, { kind: 'close', receive: 'as-is' }),
    ]) {
      const [issue] = wanted(near).issues
      expect(issue && identifyIssue(issue)).toBe('too-near')
      expect(issue && 'words' in issue && JSON.stringify(issue.words.text, (_, v) => `${v}`)).toBeTruthy()
    }
    const covered = drafted(manage(near, { kind: 'close', receive: 'as-is', coverShortfall: true }))
    expect(covered.calls[0]?.actions[0]?.kind).toBe('repay')
    expectSafe(leveraged(800n), walkCalls(leveraged(800n), covered, {}), {})
  })

  it('puts first where it was to go what a leg left in the wallet', () => {
    const kindsOf = (found: Drafted) =>
      drafted(found).calls.flatMap(({ actions }) => actions.map(({ kind }) => kind))
    const account = worldOf(leveraged(290n), {})
    const up = (asset: typeof weth, amount: bigint) =>
      changing(times(300), [{ asset, amount, to: 'collateral' }])(account)
    expect(kindsOf(up(wstEth, whole / 10n)).slice(0, 2)).toEqual(['add-collateral', 'borrow'])
    expect(kindsOf(up(weth, whole / 10n)).slice(0, 2)).toEqual(['swap', 'add-collateral'])
    const down = (asset: typeof weth, amount: bigint) =>
      changing(times(200), [{ asset, amount, to: 'debt' }])(account)
    expect(kindsOf(down(weth, whole)).slice(0, 2)).toEqual(['repay', 'withdraw'])
    expect(kindsOf(down(wstEth, whole)).slice(0, 2)).toEqual(['swap', 'repay'])
    // what is worth nothing to a pool stays
    expect(kindsOf(up(weth, 1n)).slice(0, 1)).toEqual(['borrow'])
    const closing = (carried: readonly Carried[]) =>
      kindsOf(manage(account, { kind: 'close', receive: 'as-is', carried })).slice(0, 2)
    expect(closing([{ asset: weth, amount: whole, to: 'debt' }])).toEqual(['repay', 'withdraw'])
    expect(closing([{ asset: weth, amount: 1_000n * whole, to: 'debt' }])).toEqual(['repay', 'withdraw'])
  })

  it('is all at once in a Safe, whatever is asked', () => {
    const found = drafted(open(worldOf(NOTHING, {}), times(300), { holder: undefined }))
    expect(found.legs).toBe(undefined)
    expect(found.calls.at(-1)?.batch).toBeDefined()
  })

  const anyProtocol = fc.constantFrom(aaveV3, spark)
  /** What a price is of what it was, in thousandths, after each leg. */
  const anyMoves = fc.array(fc.integer({ min: 990, max: 1_010 }), { minLength: 40, maxLength: 40 })
  const moving =
    (moves: readonly number[]) =>
    (terms: Terms, leg: number): Terms => {
      const now = (240_000_000_000n * BigInt(moves[leg] ?? 1_000)) / 1_000n
      return { ...terms, figures: [{ priceE8: now }] }
    }

  it('keeps the health factor, and reaches any goal in about as many legs as were said', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(
        anyProtocol,
        fc.integer({ min: 105, max: 560 }),
        fc.integer({ min: 105, max: 560 }),
        anyMoves,
        fc.boolean(),
        (protocol, first, second, moves, isMoved) => {
          const move = isMoved ? moving(moves) : (same: Terms) => same
          const terms: Terms = { protocol }
          const at = isAt(times(first), 'below')
          const opened = walk(
            NOTHING,
            terms,
            (a, leg) => (leg === 0 ? open : changeTo)(a, times(first)),
            at,
            move,
          )
          // moved prices make the way longer or shorter, and no less safe
          if (!isMoved) {
            expectAbout(opened)
            const from = second > first ? 'below' : 'above'
            const isNow = isAt(times(second), from)
            if (!isNow(worldOf(opened.held, terms))) {
              expectAbout(walk(opened.held, terms, changing(times(second)), isNow))
            }
            expectAbout(
              walk(opened.held, terms, (a) => manage(a, { kind: 'close', receive: wstEth }), isGone),
            )
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

function changeTo(account: AccountSnapshot, goalWad: bigint): Drafted {
  return changing(goalWad)(account)
}

/** As many legs as the first one said, give or take one, and as many signatures left with each. */
function expectAbout({ drafts }: Walk) {
  for (const [leg, { legs }] of drafts.entries()) {
    const expected = leg + (legs?.stops.length ?? 0)
    expect(Math.abs(expected - drafts.length)).toBeLessThanOrEqual(1)
  }
}
