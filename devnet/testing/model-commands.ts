import { type Asset, isSameAddress } from '../../lib/domain/asset'
import type { Intent, LendIntent, ManageIntent } from '../../lib/domain/intent'
import { computeShareAssets } from '../../lib/domain/lending'
import { WAD } from '../../lib/domain/math'
import type { OwnedPosition } from '../../lib/domain/position'
import { computeAmountOfValue } from '../../lib/domain/value'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Step } from './model-steps'

/** What the step wants of this account; null where the account has nothing that it could be wanted of. */
export function intendFor(step: Step, account: AccountSnapshot, mayLend: boolean): Intent | null {
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
      ...nameHolder(step, account),
    }
  }
  if (step.kind === 'supply' || step.kind === 'withdraw-supply')
    return mayLend ? lendWith(step, account) : null
  if (!('position' in step) || step.kind === 'fall' || step.kind === 'disturb') return null
  const held = pick(account.positions, step.position)
  return held ? intendWith(step, held, account) : null
}

/** The account itself, or one of its first Safes, free or not; left open where 0 was drawn. */
function nameHolder({ holder }: { holder: number }, { holders = [] }: AccountSnapshot) {
  const found = holder > 0 ? pick(holders.slice(0, 4), holder - 1) : undefined
  return found ? { holder: found.address } : {}
}

/** Of what is owed, and of what may be: the first where 0 was drawn. */
function nameDebt({ debt }: { debt: number }, held: OwnedPosition, { markets }: AccountSnapshot) {
  if (debt === 0) return {}
  const owed = held.debts.map(({ asset, priceE8 }) => ({ asset, priceE8 }))
  const others = markets.pools.map(({ asset, priceE8 }) => ({ asset, priceE8 }))
  const found = pick([...owed, ...others], debt - 1)
  return found ? { debtAsset: found.asset } : {}
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
  step: Exclude<Extract<Step, { position: number }>, { kind: 'fall' | 'disturb' }>,
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
    case 'borrow': {
      const named = nameDebt(step, held, account)
      const { asset, priceE8 } = findPriced(named.debtAsset, held, account)
      return { ...base, ...named, kind: step.kind, amount: toAmount(step.usd, asset, priceE8), use: step.use }
    }
    case 'repay': {
      const named = nameDebt(step, held, account)
      const owed = findDebt(held, named.debtAsset)?.amount ?? 0n
      const part = (owed * BigInt(step.permille)) / 1_000n
      return { ...base, ...named, kind: step.kind, amount: step.all ? 'all' : part }
    }
    case 'claim':
      return { ...base, kind: step.kind, use: step.use }
    case 'close': {
      const receive = (farm && pick(farm.depositAssets, step.receive)?.asset) ?? held.debts[0].asset
      return { ...base, kind: step.kind, receive: step.asIs ? 'as-is' : receive, coverShortfall: step.cover }
    }
  }
}

/** The first where none is named; undefined where that is not owed. */
export function findDebt({ debts }: OwnedPosition, named: Asset | undefined) {
  return named ? debts.find(({ asset }) => isSameAddress(asset.address, named.address)) : debts[0]
}

function findPriced(named: Asset | undefined, held: OwnedPosition, { markets }: AccountSnapshot) {
  const pool = markets.pools.find(({ asset }) => named && isSameAddress(asset.address, named.address))
  return findDebt(held, named) ?? pool ?? held.debts[0]
}

function pick<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(1, items.length)]
}

function toAmount(dollars: number, asset: Asset, priceE8: bigint): bigint {
  return computeAmountOfValue(BigInt(dollars) * 10n ** 8n, priceE8, asset.decimals, 'down')
}

const toWad = (hundredths: number) => (BigInt(hundredths) * WAD) / 100n
