import { owner } from '../accounts'
import type { Queue } from '../queue'
import type { Contract } from '../transactor'
import type { LendingMarketPlan } from './reserves'

/** A pool of Aave's code line, V3.6 or 3.0. */
export type LendingMarket = {
  readonly provider: Contract
  readonly pool: Contract
  readonly configurator: Contract
  readonly oracle: Contract
  readonly dataProvider: Contract
  readonly rewards: Contract
  readonly acl: Contract
  readonly plan: LendingMarketPlan
}

/** All that a reserve's plan says but its state: what is frozen or paused took people's money before. */
export async function configureReserves(
  { send }: Queue,
  { configurator, plan }: Pick<LendingMarket, 'configurator' | 'plan'>,
): Promise<void> {
  for (const reserve of plan.reserves) {
    const { address } = reserve.token
    const set = (name: string, ...args: readonly unknown[]) =>
      send(owner, configurator, name, [address, ...args])
    // A ceiling can only be set while nobody has supplied.
    if (reserve.debtCeilingUsd) await set('setDebtCeiling', BigInt(reserve.debtCeilingUsd) * 100n)
    if (reserve.collateral[1] > 0) await set('configureReserveAsCollateral', ...reserve.collateral)
    if (reserve.isBorrowable) await set('setReserveBorrowing', true)
    if (reserve.isBorrowableInIsolation) await set('setBorrowableInIsolation', true)
    if (reserve.isSiloed) await set('setSiloedBorrowing', true)
    if (reserve.supplyCap > 0) await set('setSupplyCap', BigInt(reserve.supplyCap))
    if (reserve.borrowCap > 0) await set('setBorrowCap', BigInt(reserve.borrowCap))
    await set('setReserveFactor', BigInt(reserve.reserveFactor))
    await set('setLiquidationProtocolFee', BigInt(plan.liquidationProtocolFee))
  }
}

/** Freezes and pauses what the plan says, once people are in it. */
export async function stopReserves(
  { send }: Queue,
  { configurator, plan }: Pick<LendingMarket, 'configurator' | 'plan'>,
): Promise<void> {
  for (const { token, state } of plan.reserves) {
    if (state === 'frozen') await send(owner, configurator, 'setReserveFreeze', [token.address, true])
    if (state === 'paused') await send(owner, configurator, 'setReservePause', [token.address, true])
  }
}
