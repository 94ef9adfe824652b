import fc from 'fast-check'
import { decodeFunctionData, maxUint256 } from 'viem'
import { describe, expect, it } from 'vitest'
import { identifyIssue } from '../../../domain/issue'
import { RAY } from '../../../domain/math'
import { type LendPlanResult, planLend } from '../../../plan/plan-lend'
import type { LendingDraft } from '../../protocol'
import { aaveV3Adapter } from '..'
import { aaveV3, type LendingProtocol, spark } from '../protocols'
import { convertAccount } from '../read/convert'
import type { RawHolder, RawReserve } from '../read/raw'
import type { ReserveConfig } from '../read/reserve-config'
import { addressOf, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { poolAbi } from './abi'
import { lending } from './lending'
import type { Refusal } from './working'

const owner = addressOf(9)
const whole = 10n ** 18n

type World = {
  readonly protocol?: LendingProtocol
  readonly config?: Partial<ReserveConfig>
  readonly figures?: Partial<RawReserve>
  readonly holder?: Partial<RawHolder>
}

/** Ten of the first token are lent, which has 400 of 1,000 left. */
function makeAccount({ protocol = aaveV3, config, figures, holder }: World = {}) {
  const reserves = [
    makeReserve(0, config, { walletBalance: 50n * whole, ...figures }),
    makeReserve(1),
    makeReserve(2),
  ]
  const mine = makeHolder({
    account: owner,
    configuration: 0b10n,
    scaledSupplies: [10n * whole, 0n, 0n],
    scaledDebts: [0n, 0n, 0n],
    ...holder,
  })
  return convertAccount(makeRaw(reserves, { holders: [mine] }, protocol), {}, owner)
}

const poolOf = (account: ReturnType<typeof makeAccount>) => {
  const [pool] = account.markets.pools
  if (!pool) throw new Error('No pool')
  return pool
}

function draft(
  world: World,
  kind: 'supply' | 'withdraw-supply',
  amount: bigint | 'all',
): LendingDraft | Refusal {
  const account = makeAccount(world)
  const at = { poolId: poolOf(account).id.toUpperCase(), owner }
  return kind === 'supply'
    ? lending.draftSupply(account.markets, 0n, { ...at, kind, amount: amount === 'all' ? 0n : amount })
    : lending.draftWithdraw(account.markets, 0n, { ...at, kind, amount })
}

function drafted(...input: Parameters<typeof draft>): LendingDraft {
  const result = draft(...input)
  if (!('calls' in result)) throw new Error(JSON.stringify(result.issues.map(identifyIssue)))
  return result
}

const codesOf = (...input: Parameters<typeof draft>) => draft(...input).issues.map(identifyIssue)
const callOf = ({ calls }: LendingDraft) =>
  decodeFunctionData({ abi: poolAbi, data: calls[0]?.call.data ?? '0x' })

describe.each([aaveV3, spark])('lending to $name', (protocol) => {
  it('allows exactly the amount, and supplies it for who pays it', () => {
    const found = drafted({ protocol }, 'supply', 5n * whole)
    expect(found.requirements).toMatchObject([
      { kind: 'allowance', amount: 5n * whole, spender: addressOf(1), spenderName: `${protocol.name} pool` },
    ])
    expect(callOf(found)).toEqual({ functionName: 'supply', args: [addressOf(100), 5n * whole, owner, 0] })
    expect([found.released, found.issues]).toEqual([[], []])
    expect(found.outcome).toEqual({
      totalAssets: 1_005n * whole,
      totalShares: 1_005n * whole,
      availableLiquidity: 405n * whole,
      shares: 15n * whole,
    })
    expect(found.supplyAprWadAfter).toBeLessThan(
      drafted({ protocol }, 'supply', whole).supplyAprWadAfter ?? 0n,
    )
  })

  it('withdraws an amount, and all as all that it has become by then', () => {
    const half = drafted({ protocol }, 'withdraw-supply', 5n * whole)
    expect(callOf(half).args).toEqual([addressOf(100), 5n * whole, owner])
    const all = drafted({ protocol }, 'withdraw-supply', 'all')
    expect(callOf(all).args).toEqual([addressOf(100), maxUint256, owner])
    expect([all.outcome.shares, all.requirements, all.issues]).toEqual([0n, [], []])
    expect(all.walletChanges.map(({ amount }) => amount)).toEqual([10n * whole])
  })

  it.each<[string, World, 'supply' | 'withdraw-supply', bigint | 'all', string]>([
    ['nothing', {}, 'supply', 0n, 'amount-zero'],
    ['no share’s worth', { figures: { supplyIndexRay: 3n * RAY } }, 'supply', 1n, 'supply-too-small'],
    ['what is frozen', { config: { isFrozen: true } }, 'supply', whole, 'reserve-frozen'],
    ['what is paused', { config: { isPaused: true } }, 'supply', whole, 'market-paused'],
    [
      'more than the cap leaves',
      { config: { supplyCap: 1_003n } },
      'supply',
      5n * whole,
      'cap-limit-reached',
    ],
    ['nothing', {}, 'withdraw-supply', 0n, 'amount-zero'],
    ['what is paused', { config: { isPaused: true } }, 'withdraw-supply', 'all', 'market-paused'],
    ['more than there is of theirs', {}, 'withdraw-supply', 11n * whole, 'withdrawal-over-supply'],
    [
      'more than lies there',
      { figures: { available: whole } },
      'withdraw-supply',
      2n * whole,
      'withdrawal-over-liquidity',
    ],
    [
      'all of it where less lies there',
      { figures: { available: whole } },
      'withdraw-supply',
      'all',
      'withdrawal-over-liquidity',
    ],
    [
      'what covers a debt',
      { holder: { configuration: 0b0110n, scaledDebts: [0n, 1n, 0n] } },
      'withdraw-supply',
      whole,
      'supply-pledged',
    ],
    [
      'what nobody lent',
      { holder: { scaledSupplies: [0n, 0n, 0n] } },
      'withdraw-supply',
      whole,
      'nothing-supplied',
    ],
  ])('refuses %s', (_, world, kind, amount, code) => {
    expect(codesOf({ ...world, protocol }, kind, amount)).toEqual([code])
  })

  it('lets out what is frozen, and what counts for no debt of its account', () => {
    const frozen: World = { protocol, config: { isFrozen: true } }
    expect(codesOf(frozen, 'withdraw-supply', 'all')).toEqual([])
    const owing: World = { protocol, holder: { configuration: 0b0100n, scaledDebts: [0n, 1n, 0n] } }
    expect(codesOf(owing, 'withdraw-supply', 'all')).toEqual([])
  })

  it('says why nothing is earned, and stops nobody', () => {
    const textOf = (world: World) => {
      const [issue] = draft({ ...world, protocol }, 'supply', whole).issues
      return issue?.code === 'protocol-rule' ? [issue.severity, issue.words.text.join('')] : []
    }
    const idle = { scaledDebt: 0n, available: 1_000n * whole }
    expect(textOf({ config: { reserveFactorBps: 10_000n } })).toEqual([
      'info',
      expect.stringContaining('keeps all'),
    ])
    expect(textOf({ config: { isBorrowable: false }, figures: idle })).toEqual([
      'info',
      expect.stringContaining('does not lend'),
    ])
    expect(textOf({ figures: idle })).toEqual(['info', expect.stringContaining('Hardly any')])
  })

  it('promises no rate where nobody says how it follows', () => {
    expect(drafted({ protocol, figures: { curve: null } }, 'supply', whole).supplyAprWadAfter).toBeNull()
  })

  it('takes to the last unit what it says that it takes', () => {
    const world: World = {
      protocol,
      config: { supplyCap: 1_020n },
      figures: { supplyIndexRay: (11n * RAY) / 10n, scaledSupply: 900n * whole },
    }
    const { supplyRoom = 0n } = poolOf(makeAccount(world))
    expect(supplyRoom).toBeGreaterThan(29n * whole)
    expect(supplyRoom).toBeLessThan(30n * whole)
    expect(codesOf(world, 'supply', supplyRoom)).toEqual([])
    expect(codesOf(world, 'supply', supplyRoom + 1n)).toEqual(['cap-limit-reached'])
  })
})

const amounts = fc.oneof(
  fc.bigInt({ min: -(2n ** 140n), max: 2n ** 140n }),
  fc.bigInt({ min: 0n, max: 60n * whole }),
)
const index = fc.bigInt({ min: RAY, max: 5n * RAY })
const world = fc.record({
  protocol: fc.constantFrom(aaveV3, spark),
  config: fc.record({
    isFrozen: fc.boolean(),
    isPaused: fc.boolean(),
    isActive: fc.boolean(),
    supplyCap: fc.bigInt({ min: 0n, max: 2_000n }),
    reserveFactorBps: fc.bigInt({ min: 0n, max: 10_000n }),
  }),
  figures: fc.record({
    supplyIndexRay: index,
    debtIndexRay: index,
    available: fc.bigInt({ min: 0n, max: 400n * whole }),
  }),
  holder: fc.record({
    configuration: fc.bigInt({ min: 0n, max: 63n }),
    scaledSupplies: fc.array(fc.bigInt({ min: 0n, max: 20n * whole }), { minLength: 3, maxLength: 3 }),
  }),
})

describe('whatever is asked', () => {
  it('is planned or refused for a reason, and what is planned keeps every unit', () => {
    fc.assert(
      fc.property(
        world,
        amounts,
        fc.constantFrom('supply' as const, 'withdraw-supply' as const),
        fc.boolean(),
        (given, amount, kind, isAll) => {
          const account = makeAccount(given)
          const [pool] = account.markets.pools
          const at = { poolId: pool?.id ?? 'none', owner }
          const intent =
            kind === 'supply'
              ? { ...at, kind, amount }
              : { ...at, kind, amount: isAll ? ('all' as const) : amount }
          const result: LendPlanResult = planLend(
            { ...aaveV3Adapter, lending },
            account.markets,
            account,
            intent,
            { slippageBps: 50n, deadlineSeconds: 2_000n },
          )
          if (!result.ok) {
            expect(result.issues.length).toBeGreaterThan(0)
            return
          }
          const [change] = result.plan.walletChanges
          const before = account.supplies.find(({ poolId }) => poolId === pool?.id)?.shares ?? 0n
          const { outcome } = result.draft ?? {}
          if (!change || !outcome || !pool) throw new Error('Nothing planned')
          expect(outcome.totalAssets).toBe(pool.totalAssets - change.amount)
          expect(outcome.availableLiquidity).toBe(pool.availableLiquidity - change.amount)
          // rounded for the pool, by no more than what a unit of the scale is worth
          const off = outcome.shares - (before - change.amount)
          expect(off <= 3n && off >= -6n, `off by ${off}`).toBe(true)
          if (isAll && kind === 'withdraw-supply') expect(outcome.shares).toBe(0n)
        },
      ),
    )
  })

  it('is no pool of another’s, and of nobody’s nothing is known', () => {
    const { markets } = makeAccount()
    const stranger = { poolId: poolOf(makeAccount()).id, owner: addressOf(8) }
    expect(
      lending
        .draftWithdraw(markets, 0n, { ...stranger, kind: 'withdraw-supply', amount: 'all' })
        .issues.map(identifyIssue),
    ).toEqual(['nothing-supplied'])
    const gone = { ...stranger, poolId: 'aave-v3:7:0x1' }
    expect(
      lending.draftSupply(markets, 0n, { ...gone, kind: 'supply', amount: 1n }).issues.map(identifyIssue),
    ).toEqual(['pool-gone'])
  })
})
