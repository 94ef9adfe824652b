import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssetAmount } from '../../../domain/asset'
import { computeCollateralsValueE8, computeDebtsValueE8 } from '../../../domain/health'
import type { ManageIntent, OpenIntent } from '../../../domain/intent'
import { identifyIssue } from '../../../domain/issue'
import { WAD } from '../../../domain/math'
import { listSpends } from '../../../domain/requirement'
import { predictSafe } from '../../../safe/predict'
import { readCall } from '../../../safe/read-call'
import type { AccountSnapshot, Drafted, OperationDraft } from '../../protocol'
import { makeFarmId, makePositionId } from '../ids'
import { aaveV3, spark } from '../protocols'
import type { RawSafe } from '../read/raw'
import { addressOf } from '../testing/pool'
import { makeV3Pool, pricesE8, usdc, weth, wstEth } from '../testing/pools'
import { CHAIN, drafted, makeWorld, owner, safe, settle, worthE8 } from '../testing/trading'
import { draftManage } from './manage'
import { draftOpen } from './open'

const whole = 10n ** 18n
const tolerance = { slippageBps: 50n, deadlineSeconds: 2_800n }
const amountOf = (asset: AssetAmount['asset'], amount: bigint) => ({ asset, amount })

const times = (hundredths: number) => (BigInt(hundredths) * WAD) / 100n

function open(account: AccountSnapshot, wanted: Partial<OpenIntent> = {}): Drafted {
  const intent: OpenIntent = {
    kind: 'open',
    farmId: makeFarmId(account.markets.protocol, CHAIN, weth.address, wstEth.address),
    owner,
    deposit: amountOf(wstEth, 10n * whole),
    leverageWad: 3n * WAD,
    ...wanted,
  }
  return settle(account, (at) => draftOpen(at.markets, intent, tolerance))
}

type Wanted = ManageIntent extends infer One
  ? One extends ManageIntent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

function manage(account: AccountSnapshot, wanted: Wanted): Drafted {
  const positionId = makePositionId(account.markets.protocol, CHAIN, account.positions[0]?.account ?? owner)
  const intent = { ...wanted, owner, positionId } as ManageIntent
  return settle(account, (at) => draftManage(at, intent, tolerance))
}

const rulesOf = ({ issues }: Drafted) => issues.map(identifyIssue)

/** Staked ether of 100, and ether owed, in the category of both: of a leverage in hundredths. */
const leveraged = (hundredths: bigint, parts: Parameters<typeof makeWorld>[0] = {}) =>
  makeWorld({
    ...parts,
    holder: {
      configuration: 0b0110n,
      eMode: 1,
      scaledSupplies: [100n * whole, 0n, 0n],
      // staked ether is worth 1.2 of ether
      scaledDebts: [0n, (120n * whole * (hundredths - 100n)) / hundredths, 0n],
      ...parts.holder,
    },
  })

const equityE8 = (position: OperationDraft['after']) =>
  position ? computeCollateralsValueE8(position) - computeDebtsValueE8(position) : 0n

const innerCalls = ({ calls }: OperationDraft) => (calls[0]?.batch?.calls ?? []).map(readCall)

describe('who holds a new position', () => {
  const safeAt = (index: number, parts: Partial<RawSafe> = {}): RawSafe => ({
    ...{ index, address: predictSafe(owner, index), configuration: 0n },
    state: { kind: 'absent' },
    ...parts,
  })
  const batchSafe = (found: Drafted) => drafted(found).calls[0]?.batch?.safe

  it('is the first Safe that is free, and the first of all where nobody is connected', () => {
    expect(batchSafe(open(makeWorld()))).toBe(safe)
    const own = { kind: 'own', nonce: 3n, isUsed: true } as const
    const safes = [
      safeAt(0, { configuration: 2n, state: own }),
      safeAt(1, { state: { kind: 'changed', changes: [] } }),
      safeAt(2, { state: own }),
      safeAt(3),
    ]
    expect(batchSafe(open(makeWorld({ more: { safes } })))).toBe(predictSafe(owner, 2))
    expect(rulesOf(open(makeWorld({ more: { safes: safes.slice(0, 2) } })))).toEqual(['no-free-safe'])
  })

  it('is whom the intent names, if they may', () => {
    const safes = [safeAt(0), safeAt(1, { configuration: 2n }), safeAt(2, { state: { kind: 'unreadable' } })]
    const account = makeWorld({ more: { safes } })
    expect(drafted(open(account, { holder: owner })).calls.every(({ batch }) => !batch)).toBe(true)
    expect(batchSafe(open(account, { holder: predictSafe(owner, 3) }))).toBe(predictSafe(owner, 3))
    expect(rulesOf(open(account, { holder: addressOf(77) }))).toEqual(['holder-unknown'])
    expect(rulesOf(open(account, { holder: predictSafe(owner, 1) }))).toEqual(['holder-taken'])
    expect(rulesOf(open(account, { holder: predictSafe(owner, 2) }))).toEqual(['safe-changed'])
    expect(rulesOf(open(leveraged(200n), { holder: owner }))).toEqual(['holder-taken'])
  })

  it('is put into the farm’s category, unless it is there', () => {
    const callsIn = (account: AccountSnapshot, wanted: Partial<OpenIntent>) =>
      drafted(open(account, { ...wanted, holder: owner })).calls.filter(({ call }) =>
        call.data.startsWith('0x28530a47'),
      ).length
    const dollars = {
      farmId: makeFarmId('aave-v3', CHAIN, usdc.address, weth.address),
      deposit: amountOf(weth, whole),
      leverageWad: 2n * WAD,
    }
    const empty = { scaledSupplies: [], scaledDebts: [] }
    expect(callsIn(makeWorld(), {})).toBe(1)
    expect(callsIn(makeWorld({ holder: { ...empty, eMode: 1 } }), {})).toBe(0)
    expect(callsIn(makeWorld(), dollars)).toBe(0)
    expect(callsIn(makeWorld({ holder: { ...empty, eMode: 1 } }), dollars)).toBe(1)
  })

  it('is told its category where nobody knows which it had', () => {
    const state = { kind: 'own', nonce: 3n, isUsed: true } as const
    const farm = {
      farmId: makeFarmId('aave-v3', CHAIN, usdc.address, weth.address),
      deposit: amountOf(weth, whole),
    }
    const told = (isUsed: boolean) =>
      drafted(
        open(makeWorld({ more: { safes: [safeAt(0, { state: { ...state, isUsed } })] } }), farm),
      ).calls[0]?.batch?.calls.filter(({ data }) => data.startsWith('0x28530a47')).length
    expect([told(true), told(false)]).toEqual([1, 0])
  })
})

describe('an opening', () => {
  it('borrows nothing at 1x, and trades nothing', () => {
    const found = drafted(open(makeWorld(), { leverageWad: WAD }))
    expect(found.calls[0]?.actions.map(({ kind }) => kind)).toEqual(['add-collateral'])
  })

  it('shows what is signed: what all calls take is allowed once, and what is not needed is taken back', () => {
    const deposit = amountOf(weth, 5n * whole)
    const own = drafted(open(makeWorld(), { holder: owner, deposit }))
    const spends = listSpends(own.requirements)
    const taken = (kind: string) =>
      own.calls
        .flatMap(({ actions }) => actions)
        .reduce((sum, one) => (one.kind === kind && 'give' in one ? sum + one.give.amount : sum), 0n)
    expect(spends.map(({ amount }) => amount)).toEqual([taken('swap'), taken('add-collateral')])
    expect(spends.map(({ fromWallet }) => fromWallet)).toEqual([deposit.amount, 0n])
    expect(own.released).toEqual([])
    const inSafe = drafted(open(makeWorld(), { deposit }))
    expect(inSafe.requirements.map(({ kind }) => kind)).toEqual(['account', 'allowance'])
    expect(listSpends(inSafe.requirements).map(({ amount }) => amount)).toEqual([deposit.amount])
    const { batch } = inSafe.calls[0] ?? {}
    expect(batch?.approvals.map(({ amount }) => amount)).toEqual([taken('swap'), taken('add-collateral')])
    expect(innerCalls(inSafe).filter(({ kind }) => kind === 'sweep').length).toBe(2)
  })

  it('says what the wallet brings, and what one call leaves for the next', () => {
    const wordsOf = (found: Drafted) =>
      drafted(found).calls.flatMap(({ actions }) =>
        actions.flatMap((one) => {
          if (one.kind === 'add-collateral') return [one.isFromTrade ? 'onward' : 'from the wallet']
          return one.kind === 'withdraw' ? [one.isForTrade ? 'onward' : 'to the wallet'] : []
        }),
      )
    expect(wordsOf(open(makeWorld(), { leverageWad: times(150) }))).toEqual(['from the wallet', 'onward'])
    const close = { kind: 'close', receive: 'as-is' } as const
    expect(wordsOf(manage(leveraged(150n), close))).toEqual(['onward', 'to the wallet'])
    expect(wordsOf(manage(leveraged(150n), { ...close, receive: weth }))).toEqual(['onward', 'onward'])
  })

  it('takes back first what a Safe that was used may have left allowed, and asks nobody whether it did', () => {
    const approvals = (isUsed: boolean) => {
      const safes: readonly RawSafe[] = [
        { address: safe, index: 0, configuration: 0n, state: { kind: 'own', nonce: 1n, isUsed } },
      ]
      return innerCalls(drafted(open(makeWorld({ more: { safes } })))).flatMap((call) =>
        call.kind === 'approve' ? [call.amount === 0n] : [],
      )
    }
    expect(approvals(false)).toEqual([false, false])
    expect(approvals(true)).toEqual([true, false, true, false])
  })

  it('is refused where all loops together find no room, though one would', () => {
    // 457 are what all owe more by the deadline, at twice the rate, and 2,330 what all are lent and is set aside
    const borrowCap = 10n ** 8n + 457n + 23n
    const capped = (leverage: number) =>
      rulesOf(open(makeWorld({ configs: [{}, { borrowCap }] }), { leverageWad: times(leverage) }))
    expect(capped(280)).toEqual([])
    expect(capped(300)).toEqual(['lending-limit-reached'])
    const full = { configs: [{ supplyCap: 10n ** 9n + 2_330n + 25n }] }
    expect(rulesOf(open(makeWorld(full), { leverageWad: times(200) }))).toEqual([])
    expect(rulesOf(open(makeWorld(full), { leverageWad: times(300) }))).toEqual(['cap-limit-reached'])
    const lacking = { figures: [{}, { available: 23n * whole }] }
    expect(rulesOf(open(makeWorld(lacking)))).toEqual(['pool-liquidity-too-low'])
  })

  it('tells what the pool does not allow, and not how far loops would have led', () => {
    const frozen = { configs: [{}, { isFrozen: true }] }
    expect(rulesOf(open(makeWorld(frozen)))).toEqual(['reserve-frozen'])
    expect(rulesOf(open(makeWorld({ more: { isBorrowAllowed: false } })))).toEqual(['after-outage'])
    expect(rulesOf(open(makeWorld({ figures: [{}, { priceE8: 0n }] })))).toEqual(['price-unavailable'])
  })

  it('tells the highest leverage, and how far as many loops as there may be lead', () => {
    const [over] = open(makeWorld(), { leverageWad: 30n * WAD }).issues
    expect(over?.code === 'leverage-over-maximum' && Number(over.maximumWad) / 1e18).toBeCloseTo(9.91, 1)
    const [loops] = open(makeWorld(), { leverageWad: times(985) }).issues
    expect(loops && identifyIssue(loops)).toBe('too-many-loops')
    const text = loops && 'words' in loops ? loops.words.text.join('') : ''
    expect(text).toMatch(/30 rounds .* lead to 9\.\d\dx/)
  })

  it('takes no other token than the two', () => {
    expect(rulesOf(open(makeWorld(), { deposit: amountOf(usdc, 10n ** 9n) }))).toEqual(['no-route'])
    expect(rulesOf(open(makeWorld(), { farmId: 'none' }))).toEqual(['no-route'])
  })

  it('tells the pool that an isolated collateral is to count', () => {
    const account = makeWorld({
      configs: [{}, { debtCeiling: 10n ** 7n }, { isBorrowableInIsolation: true }],
    })
    const farmId = makeFarmId('aave-v3', CHAIN, usdc.address, weth.address)
    const deposit = amountOf(weth, whole)
    const found = drafted(open(account, { farmId, deposit, holder: owner, leverageWad: times(150) }))
    expect(found.issues).toEqual([])
    expect(found.calls.filter(({ call }) => call.data.startsWith('0x5a3b74b9')).length).toBe(1)
    const over = { farmId, deposit: amountOf(weth, 200n * whole), leverageWad: times(150) }
    expect(rulesOf(open(account, over))).toEqual(['lending-limit-reached'])
  })
})

describe('a position', () => {
  it('is not changed to the leverage that it has', () => {
    const same: Wanted = { kind: 'change-leverage', leverageWad: 3n * WAD, compound: false }
    expect(rulesOf(manage(leveraged(300n), same))).toEqual(['leverage-unchanged'])
  })

  it('that is too near tells what to repay first, and closes where the wallet may pay that', () => {
    // 93 % count, of which not a thousandth is free
    const near = leveraged(1_400n)
    const lower: Wanted = { kind: 'change-leverage', leverageWad: 2n * WAD, compound: false }
    const [issue] = manage(near, lower).issues
    expect(issue && identifyIssue(issue)).toBe('too-near')
    const amount = JSON.stringify(issue, (_, v) => (typeof v === 'bigint' ? `${v}` : v)).match(
      /"amount":"(\d+)"/,
    )
    expect(Number(amount?.[1])).toBeGreaterThan(0)
    expect(rulesOf(manage(near, { kind: 'close', receive: 'as-is' }))).toEqual(['too-near'])
    const covered = drafted(manage(near, { kind: 'close', receive: 'as-is', coverShortfall: true }))
    expect(covered.after).toBe(null)
    const paid = listSpends(covered.requirements).find(({ asset }) => asset.symbol === 'WETH')
    expect(paid?.fromWallet ?? paid?.amount).toBeGreaterThan(0n)
  })

  it('of which nothing is left closes where the wallet pays what is lacking', () => {
    const under = leveraged(300n, { holder: { scaledDebts: [0n, 125n * whole, 0n] } })
    const [issue] = manage(under, { kind: 'close', receive: weth }).issues
    if (issue?.code !== 'proceeds-below-debt') throw new Error(issue?.code)
    expect(issue.proceeds.amount + issue.shortfall.amount).toBe(issue.debt.amount)
    expect(Number(issue.shortfall.amount) / 1e18).toBeGreaterThan(5)
    const covered = drafted(manage(under, { kind: 'close', receive: weth, coverShortfall: true }))
    expect(covered.after).toBe(null)
    expect(covered.issues).toEqual([])
  })

  it('of several closes: each debt is repaid, the same token first, and all of the rest arrives', () => {
    const several = leveraged(200n, {
      holder: {
        configuration: 0b101110n | 0b010000n,
        eMode: 0,
        scaledSupplies: [100n * whole, 2n * whole, 10n ** 10n],
        scaledDebts: [0n, 30n * whole, 5n * 10n ** 9n],
      },
    })
    const asIs = drafted(manage(several, { kind: 'close', receive: 'as-is' }))
    expect(asIs.after).toBe(null)
    expect(asIs.issues).toEqual([])
    expect(asIs.walletChanges.every(({ amount }) => amount > 0n)).toBe(true)
    const intoOne = drafted(manage(several, { kind: 'close', receive: weth }))
    expect(intoOne.walletChanges.map(({ asset }) => asset.symbol)).toContain('WETH')
    // no pool trades staked ether for dollars
    expect(rulesOf(manage(several, { kind: 'close', receive: usdc }))).toEqual(['no-route'])
  })

  /** Ether of 100 against ether: some of it may leave at once, and more with each repayment. */
  const ofOne = (owed: bigint) =>
    makeWorld({
      holder: {
        configuration: 0b1100n,
        eMode: 1,
        scaledSupplies: [0n, 100n * whole, 0n],
        scaledDebts: [0n, owed * whole, 0n],
      },
    })

  it('of one token alone repays it with itself, again and again, and has nothing that it could trade', () => {
    const found = drafted(manage(ofOne(80n), { kind: 'close', receive: 'as-is' }))
    expect([found.after, found.issues]).toEqual([null, []])
    expect(found.walletChanges.map(({ asset, amount }) => [asset.symbol, amount / whole])).toEqual([
      ['WETH', 20n],
    ])
    const lower: Wanted = { kind: 'change-leverage', leverageWad: 2n * WAD, compound: false }
    expect(rulesOf(manage(ofOne(80n), lower))).toEqual(['no-route'])
  })

  it('of which no collateral repays the debt by itself sells one after the other', () => {
    // 60 and 40 of ether, and 80 owed in dollars
    const owed = (80n * (pricesE8.get(weth) ?? 0n)) / 100n
    const account = makeWorld({
      configs: [{}, {}, { thresholdBps: 9_300n }].map((one) => ({
        ltvBps: 9_000n,
        thresholdBps: 9_300n,
        ...one,
      })),
      holder: {
        configuration: 0b011010n,
        scaledSupplies: [50n * whole, 40n * whole, 0n],
        scaledDebts: [0n, 0n, owed],
      },
      more: {
        pools: [
          makeV3Pool({ sides: [weth, wstEth] }),
          makeV3Pool({ sides: [usdc, weth], feePips: 500n, address: addressOf(71) }),
          makeV3Pool({ sides: [usdc, wstEth], feePips: 500n, address: addressOf(72) }),
        ],
      },
    })
    for (const receive of ['as-is', weth] as const) {
      const found = drafted(manage(account, { kind: 'close', receive }))
      expect([found.after, found.issues]).toEqual([null, []])
      expect(listSpends(found.requirements).filter(({ fromWallet }) => fromWallet !== 0n)).toEqual([])
      expect(found.walletChanges.every(({ amount }) => amount > 0n)).toBe(true)
    }
  })

  it('of one token alone, of which nothing may leave, closes where the wallet pays', () => {
    expect(rulesOf(manage(ofOne(94n), { kind: 'close', receive: 'as-is' }))).toEqual(['too-near'])
    const covered = drafted(manage(ofOne(94n), { kind: 'close', receive: 'as-is', coverShortfall: true }))
    expect([covered.after, covered.issues]).toEqual([null, []])
  })

  it('sells a unit less than it holds for each withdrawal, since each may be rounded otherwise by then', () => {
    const { calls } = drafted(manage(leveraged(300n), { kind: 'close', receive: weth }))
    const actions = calls.flatMap((call) => call.actions)
    const withdrawn = actions.flatMap((one) => (one.kind === 'withdraw' ? [one.get.amount] : []))
    const [sold] = actions.flatMap((one) => (one.kind === 'swap' ? [one.give.amount] : [])).slice(-1)
    expect(withdrawn.length).toBeGreaterThan(1)
    expect(sold).toBe((withdrawn.at(-1) ?? 0n) - BigInt(withdrawn.length))
  })

  it('takes back what a close may leave allowed: of what is bought at a maximum, and of a debt that grows', () => {
    const { requirements, released } = drafted(manage(leveraged(150n), { kind: 'close', receive: 'as-is' }))
    const loose = listSpends(requirements).flatMap(({ asset, spender, isLoose }) =>
      isLoose ? [[asset.symbol, spender]] : [],
    )
    expect(loose.map(([symbol]) => symbol)).toEqual(['wstETH', 'WETH'])
    expect(released.map(({ spender }) => spender)).toEqual(loose.map(([, spender]) => spender))
  })

  it('leaves as it is what is too little for a pool', () => {
    const holder = { configuration: 0b10n, eMode: 0, scaledDebts: [] }
    for (const amount of [1n, 2n]) {
      const dust = makeWorld({ holder: { ...holder, scaledSupplies: [amount, 0n, 0n] } })
      const { walletChanges, after } = drafted(manage(dust, { kind: 'close', receive: weth }))
      expect(walletChanges).toMatchObject([{ asset: { symbol: 'wstETH' }, amount }])
      expect(after).toBe(null)
    }
  })

  it('claims to its owner what it has earned once it is closed, and does nothing else then', () => {
    const reward = { ...usdc, reward: usdc.address, priceE8: 10n ** 8n }
    const closed = makeWorld({
      holder: { account: safe, rewards: [{ reward: usdc.address, amount: 5n * 10n ** 6n }] },
      more: {
        rewards: [reward],
        safes: [
          {
            ...{ address: safe, index: 0, configuration: 0n },
            state: { kind: 'own', nonce: 2n, isUsed: true },
          },
        ],
      },
      incentives: [{ controller: addressOf(50), reward: usdc.address, token: addressOf(200) }],
    })
    expect(closed.positions).toEqual([])
    const positionId = makePositionId(closed.markets.protocol, CHAIN, safe)
    const draftOf = (wanted: Wanted, id = positionId) => {
      const intent = { ...wanted, owner, positionId: id } as ManageIntent
      return settle(closed, (at) => draftManage(at, intent, tolerance))
    }
    const claim = drafted(draftOf({ kind: 'claim', use: 'wallet' }))
    expect(claim.walletChanges).toMatchObject([{ asset: { symbol: 'USDC' }, amount: 5n * 10n ** 6n }])
    expect([claim.after, claim.requirements, claim.issues]).toEqual([null, [], []])
    const [call] = claim.calls
    expect(call?.batch).toMatchObject({ safe, owner, takes: [], approvals: [], sweepers: [] })
    // claimAllRewards(address[] assets, address to)
    expect(call?.batch?.calls.map(({ to, data }) => [to, data.slice(0, 10), data.slice(98, 138)])).toEqual([
      [addressOf(50), '0xbb492bf5', owner.slice(2)],
    ])
    expect(rulesOf(draftOf({ kind: 'claim', use: 'farm' }))).toEqual(['position-gone'])
    expect(rulesOf(draftOf({ kind: 'close', receive: 'as-is' }))).toEqual(['position-gone'])
    const strangers = makePositionId(closed.markets.protocol, CHAIN, addressOf(77))
    expect(rulesOf(draftOf({ kind: 'claim', use: 'wallet' }, strangers))).toEqual(['position-gone'])
  })

  it('farms what it has earned, or says that no pool takes it', () => {
    const earning = (reward: AssetAmount['asset']) =>
      leveraged(200n, {
        holder: { rewards: [{ reward: reward.address, amount: 10n ** BigInt(reward.decimals) }] },
        more: { rewards: [{ ...reward, reward: reward.address, priceE8: 10n ** 8n }] },
        incentives: [{ controller: addressOf(50), reward: reward.address, token: addressOf(200) }],
      })
    const claim = { kind: 'claim', use: 'farm' } as const
    const inEther = drafted(manage(earning(weth), claim))
    expect(inEther.calls.flatMap(({ actions }) => actions.map(({ kind }) => kind))).toEqual([
      'claim',
      'swap',
      'add-collateral',
    ])
    expect(rulesOf(manage(earning(usdc), claim))).toEqual(['no-route'])
    const close = drafted(manage(earning(weth), { kind: 'close', receive: 'as-is' }))
    expect(earning(weth).positions.map(({ leavesRewards }) => leavesRewards)).toEqual([true])
    expect(close.calls.flatMap(({ actions }) => actions).some(({ kind }) => kind === 'claim')).toBe(false)
    const compound = { kind: 'change-leverage', leverageWad: 3n * WAD, compound: true } as const
    const kinds = (account: AccountSnapshot) =>
      drafted(manage(account, compound)).calls.flatMap(({ actions }) => actions.map(({ kind }) => kind))
    expect(kinds(earning(weth)).slice(0, 3)).toEqual(['claim', 'swap', 'add-collateral'])
    expect(kinds(earning(usdc))[0]).toBe('borrow')
  })
})

describe('whatever is asked for', () => {
  const anyAmount = fc.oneof(
    fc.bigInt({ min: 0n, max: 200n * whole }),
    fc.bigInt({ min: -1n, max: 10n ** 12n }),
    fc.bigInt({ min: 0n, max: 2n ** 200n }),
  )
  const anyAsset = fc.constantFrom(wstEth, weth, usdc)
  const anyLeverage = fc.oneof(
    fc.integer({ min: 100, max: 1_000 }).map(times),
    fc.bigInt({ min: 0n, max: 2n ** 100n }),
  )
  const anyIntent: fc.Arbitrary<Wanted> = fc.oneof(
    anyLeverage.map((leverageWad) => ({ kind: 'change-leverage', leverageWad, compound: false }) as const),
    fc
      .tuple(fc.oneof(anyAsset, fc.constant('as-is' as const)), fc.boolean())
      .map(([receive, coverShortfall]) => ({ kind: 'close', receive, coverShortfall }) as const),
    fc
      .tuple(anyAsset, anyAmount)
      .map(([asset, amount]) => ({ kind: 'deposit', deposit: { asset, amount }, use: 'farm' }) as const),
    fc
      .tuple(anyAsset, anyAmount)
      .map(([debtAsset, amount]) => ({ kind: 'borrow', debtAsset, amount, use: 'farm' }) as const),
  )
  const anyProtocol = fc.constantFrom(aaveV3, spark)

  /** Worth is lost to fees and to what one's own trades move, and to nothing else but roundings. */
  function expectNothingLost(found: OperationDraft, beforeE8: bigint) {
    const moved = found.walletChanges.reduce((sum, { asset, amount }) => sum + worthE8(asset, amount), 0n)
    const lost = Number(beforeE8 - equityE8(found.after) - moved) / 1e8
    const costs = Number(found.feesE8 + found.priceImpactE8) / 1e8
    const traded = found.calls.flatMap(({ actions }) => actions).length
    expect(lost).toBeGreaterThan(-0.02 * (1 + traded))
    // the pool's own price differs from the oracle's by a tick at most
    expect(lost).toBeLessThan(costs * 1.01 + Number(found.feesE8) / 1e8 + 0.02 * (1 + traded))
  }

  it('opens without throwing, at the leverage or just under it', () => {
    fc.assert(
      fc.property(
        anyProtocol,
        anyAsset,
        anyAmount,
        anyLeverage,
        fc.boolean(),
        (protocol, asset, amount, leverageWad, isOwn) => {
          const account = makeWorld({ protocol })
          const wanted = { deposit: { asset, amount }, leverageWad, ...(isOwn && { holder: owner }) }
          const found = open(account, wanted)
          if (!('calls' in found)) {
            expect(found.issues.length).toBeGreaterThan(0)
            return
          }
          expectNothingLost(found, 0n)
          const { after } = found
          if (!after || worthE8(asset, amount) < 10n ** 8n || leverageWad < WAD) return
          const reached = Number(computeCollateralsValueE8(after)) / Number(equityE8(after))
          const wantedTimes = Number(leverageWad) / 1e18
          expect(reached).toBeLessThan(wantedTimes * (1 + 1e-6))
          expect(reached).toBeGreaterThan(wantedTimes * 0.999)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('changes without throwing, and loses nothing but what trades cost', () => {
    const anyPosition = fc.tuple(anyProtocol, fc.bigInt({ min: 100n, max: 1_500n }))
    fc.assert(
      fc.property(anyPosition, anyIntent, ([protocol, hundredths], wanted) => {
        const account = leveraged(hundredths, { protocol })
        const found = manage(account, wanted)
        if (!('calls' in found)) {
          expect(found.issues.length).toBeGreaterThan(0)
          return
        }
        const [before] = account.positions
        expectNothingLost(found, before ? equityE8(before) : 0n)
      }),
      { numRuns: 60 },
    )
  })
})
