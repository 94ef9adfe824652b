import { type Asset, isSameAddress } from '../../lib/domain/asset'
import type { Intent } from '../../lib/domain/intent'
import { computeShareAssets } from '../../lib/domain/lending'
import { WAD } from '../../lib/domain/math'
import { computeAmountOfValue } from '../../lib/domain/value'
import type { AccountSnapshot } from '../../lib/protocols/protocol'

/** One of everything that a person can do, in sizes that an open market takes. */
export const flows = [
  'open',
  'open unleveraged',
  'raise leverage',
  'lower leverage',
  'leave leverage',
  'deposit into the farm',
  'deposit to hold',
  'withdraw',
  'withdraw the buffer',
  'borrow to the wallet',
  'borrow into the farm',
  'repay a part',
  'repay all',
  'claim to the wallet',
  'claim into the farm',
  'close to the debt asset',
  'close to another asset',
  'close as it is',
  'supply',
  'withdraw a part of the supply',
  'withdraw the supply',
] as const

export type Flow = (typeof flows)[number]

/** What is held beside the farm. */
const BUFFER = 'WETH'

/** The flow as an intent of this account. Assets and amounts are those of `base`, before anything was prohibited. */
export function intendFlow(flow: Flow, base: AccountSnapshot, farmId: string): Intent {
  const { owner } = base
  const farm = base.markets.farms.find((f) => f.id === farmId)
  const position = base.positions.find((p) => p.farmId === farmId)
  const pool = base.markets.pools.find((p) => farm && isSameAddress(p.asset.address, farm.debtAsset.address))
  if (!farm || !position || !pool) throw new Error('The account is not as the flows take it to be')
  const at = { positionId: position.id, owner }
  const lent = { poolId: pool.id, owner }
  const debt = (usd: bigint) => amountOf(usd, position.debts[0].asset, position.debts[0].priceE8)
  const deposit = { asset: position.debts[0].asset, amount: debt(2_000n) }
  const buffer = base.wallet.find((held) => held.asset.symbol === BUFFER)?.asset
  const held = position.collaterals.find((c) => isSameAddress(c.asset.address, farm.asset.address))
  if (!held || !buffer) throw new Error('The farm is not held')
  const healthFactorFloorWad = (105n * WAD) / 100n
  const withdrawn = { asset: held.asset, amount: held.amount / 20n }
  switch (flow) {
    case 'open':
      return { kind: 'open', farmId, owner, deposit, leverageWad: 3n * WAD }
    case 'open unleveraged':
      return { kind: 'open', farmId, owner, deposit, leverageWad: WAD }
    case 'raise leverage':
      return { ...at, kind: 'change-leverage', leverageWad: (33n * WAD) / 10n, compound: false }
    case 'lower leverage':
      return { ...at, kind: 'change-leverage', leverageWad: 2n * WAD, compound: false }
    case 'leave leverage':
      return { ...at, kind: 'change-leverage', leverageWad: WAD, compound: false }
    case 'deposit into the farm':
      return { ...at, kind: 'deposit', deposit, use: 'farm' }
    case 'deposit to hold':
      return { ...at, kind: 'deposit', deposit: { asset: buffer, amount: 10n ** 17n }, use: 'hold' }
    case 'withdraw':
      return { ...at, kind: 'withdraw', withdraw: withdrawn, healthFactorFloorWad }
    case 'withdraw the buffer':
      return {
        ...at,
        kind: 'withdraw',
        withdraw: { asset: buffer, amount: 10n ** 17n },
        healthFactorFloorWad,
      }
    case 'borrow to the wallet':
      return { ...at, kind: 'borrow', amount: debt(500n), use: 'wallet' }
    case 'borrow into the farm':
      return { ...at, kind: 'borrow', amount: debt(500n), use: 'farm' }
    case 'repay a part':
      return { ...at, kind: 'repay', amount: debt(1_000n) }
    case 'repay all':
      return { ...at, kind: 'repay', amount: 'all' }
    case 'claim to the wallet':
      return { ...at, kind: 'claim', use: 'wallet' }
    case 'claim into the farm':
      return { ...at, kind: 'claim', use: 'farm' }
    case 'close to the debt asset':
      return { ...at, kind: 'close', receive: position.debts[0].asset, coverShortfall: true }
    case 'close to another asset':
      return { ...at, kind: 'close', receive: buffer, coverShortfall: true }
    case 'close as it is':
      return { ...at, kind: 'close', receive: 'as-is', coverShortfall: true }
    case 'supply':
      return { ...lent, kind: 'supply', amount: debt(1_000n) }
    case 'withdraw a part of the supply': {
      const shares = base.supplies.find((s) => s.poolId === pool.id)?.shares ?? 0n
      return { ...lent, kind: 'withdraw-supply', amount: computeShareAssets(pool, shares) / 2n }
    }
    case 'withdraw the supply':
      return { ...lent, kind: 'withdraw-supply', amount: 'all' }
  }
}

function amountOf(usd: bigint, asset: Asset, priceE8: bigint): bigint {
  return computeAmountOfValue(usd * 10n ** 8n, priceE8, asset.decimals, 'down')
}
