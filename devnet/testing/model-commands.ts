import fc from 'fast-check'
import type { Asset } from '../../lib/domain/asset'
import type { Intent, LendIntent, ManageIntent } from '../../lib/domain/intent'
import { computeShareAssets } from '../../lib/domain/lending'
import { WAD } from '../../lib/domain/math'
import type { OwnedPosition } from '../../lib/domain/position'
import { computeAmountOfValue } from '../../lib/domain/value'
import type { AccountSnapshot } from '../../lib/protocols/protocol'

/** What a step is asked to do, in numbers that mean something in whatever state it meets. */
export type Step =
  | { kind: 'open'; farm: number; deposit: number; usd: number; leverage: number }
  | { kind: 'change-leverage'; position: number; leverage: number; compound: boolean }
  | { kind: 'deposit'; position: number; asset: number; usd: number; use: 'farm' | 'hold' }
  | { kind: 'withdraw'; position: number; collateral: number; permille: number }
  | { kind: 'borrow'; position: number; usd: number; use: 'wallet' | 'farm' }
  | { kind: 'repay'; position: number; permille: number; all: boolean }
  | { kind: 'claim'; position: number; use: 'wallet' | 'farm' }
  | { kind: 'close'; position: number; receive: number; asIs: boolean; cover: boolean }
  | { kind: 'supply'; pool: number; usd: number }
  | { kind: 'withdraw-supply'; pool: number; permille: number; all: boolean }
  | { kind: 'price'; asset: number; percent: number }
  | { kind: 'advance'; days: number }
  | { kind: 'liquidate' }

const position = fc.nat(7)
const usd = fc.integer({ min: 0, max: 40_000 })
/** Hundredths of 1x: mostly what markets allow, sometimes beyond. */
const leverage = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 110, max: 480 }) },
  { weight: 1, arbitrary: fc.integer({ min: 50, max: 950 }) },
)

/** An opening that every market allows, so that a sequence has a position to begin with. */
export const openingArbitrary: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('open' as const),
  farm: fc.nat(20),
  deposit: fc.constant(0),
  usd: fc.integer({ min: 3_000, max: 30_000 }),
  leverage: fc.integer({ min: 150, max: 400 }),
})

export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('open' as const),
      farm: fc.nat(20),
      deposit: fc.nat(5),
      usd,
      leverage,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change-leverage' as const),
      position,
      leverage,
      compound: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('deposit' as const),
      position,
      asset: fc.nat(5),
      usd,
      use: fc.constantFrom('farm' as const, 'hold' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('withdraw' as const),
      position,
      collateral: fc.nat(5),
      permille: fc.integer({ min: 0, max: 1_100 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('borrow' as const),
      position,
      usd,
      use: fc.constantFrom('wallet' as const, 'farm' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('repay' as const),
      position,
      permille: fc.integer({ min: 0, max: 1_050 }),
      all: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('claim' as const),
      position,
      use: fc.constantFrom('wallet' as const, 'farm' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      position,
      receive: fc.nat(5),
      asIs: fc.boolean(),
      cover: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('supply' as const), pool: fc.nat(3), usd }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('withdraw-supply' as const),
      pool: fc.nat(3),
      permille: fc.integer({ min: 0, max: 1_050 }),
      all: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('price' as const),
      asset: fc.nat(4),
      percent: fc.integer({ min: 85, max: 118 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('advance' as const), days: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('liquidate' as const) }) },
)

/** What the step wants of this account; null where the account has nothing that it could be wanted of. */
export function intendFor(step: Step, account: AccountSnapshot): Intent | null {
  const { owner } = account
  if (step.kind === 'open') {
    const farm = pick(account.markets.farms, step.farm)
    const deposit = farm && pick(farm.depositAssets, step.deposit)
    if (!farm || !deposit) return null
    const amount = toAmount(step.usd, deposit.asset, deposit.priceE8)
    return {
      kind: 'open',
      farmId: farm.id,
      owner,
      deposit: { asset: deposit.asset, amount },
      leverageWad: toWad(step.leverage),
    }
  }
  if (step.kind === 'supply' || step.kind === 'withdraw-supply') return lendWith(step, account)
  if (!('position' in step)) return null
  const held = pick(account.positions, step.position)
  return held ? intendWith(step, held, account) : null
}

function lendWith(
  step: Extract<Step, { kind: 'supply' | 'withdraw-supply' }>,
  account: AccountSnapshot,
): LendIntent | null {
  const pool = pick(account.markets.pools, step.pool)
  if (!pool) return null
  const base = { poolId: pool.id, owner: account.owner }
  if (step.kind === 'supply') {
    return { ...base, kind: step.kind, amount: toAmount(step.usd, pool.asset, pool.priceE8) }
  }
  const shares = account.supplies.find((supply) => supply.poolId === pool.id)?.shares ?? 0n
  const part = (computeShareAssets(pool, shares) * BigInt(step.permille)) / 1_000n
  return { ...base, kind: step.kind, amount: step.all ? 'all' : part }
}

function intendWith(
  step: Extract<Step, { position: number }>,
  held: OwnedPosition,
  account: AccountSnapshot,
): ManageIntent | null {
  const base = { positionId: held.id, owner: account.owner }
  const farm = account.markets.farms.find((f) => f.id === held.farmId)
  switch (step.kind) {
    case 'change-leverage':
      return { ...base, kind: step.kind, leverageWad: toWad(step.leverage), compound: step.compound }
    case 'deposit': {
      const deposit = farm && pick(farm.depositAssets, step.asset)
      if (!deposit) return null
      const amount = toAmount(step.usd, deposit.asset, deposit.priceE8)
      return { ...base, kind: step.kind, deposit: { asset: deposit.asset, amount }, use: step.use }
    }
    case 'withdraw': {
      const collateral = pick(held.collaterals, step.collateral)
      if (!collateral) return null
      const amount = (collateral.amount * BigInt(step.permille)) / 1_000n
      const healthFactorFloorWad = (115n * WAD) / 100n
      return { ...base, kind: step.kind, withdraw: { asset: collateral.asset, amount }, healthFactorFloorWad }
    }
    case 'borrow':
      return {
        ...base,
        kind: step.kind,
        amount: toAmount(step.usd, held.debts[0].asset, held.debts[0].priceE8),
        use: step.use,
      }
    case 'repay': {
      const part = (held.debts[0].amount * BigInt(step.permille)) / 1_000n
      return { ...base, kind: step.kind, amount: step.all ? 'all' : part }
    }
    case 'claim':
      return { ...base, kind: step.kind, use: step.use }
    case 'close': {
      const receive = (farm && pick(farm.depositAssets, step.receive)?.asset) ?? held.debts[0].asset
      return { ...base, kind: step.kind, receive: step.asIs ? 'as-is' : receive, coverShortfall: step.cover }
    }
  }
}

function pick<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(1, items.length)]
}

function toAmount(dollars: number, asset: Asset, priceE8: bigint): bigint {
  return computeAmountOfValue(BigInt(dollars) * 10n ** 8n, priceE8, asset.decimals, 'down')
}

const toWad = (hundredths: number) => (BigInt(hundredths) * WAD) / 100n
