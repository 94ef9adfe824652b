import { expect } from 'vitest'
import type { Address } from '../../../domain/asset'
import { type ConcentratedPool, quoteConcentrated } from '../../../domain/concentrated-swap'
import type { LoopAccount, LoopReserve } from '../draft/loop-account'
import type { LoopStep } from '../draft/loop-state'
import type { UniswapV3Pool } from '../venues/uniswap-v3/read'

type Scaled = { supply: bigint; debt: bigint }

const BPS = 10_000n
const WAD = 10n ** 18n

const ceil = (a: bigint, b: bigint) => (a + b - 1n) / b

/** What the pool's own checks see of an account (`GenericLogic.calculateUserAccountData` of either line). */
function judge({ line, reserves }: LoopAccount, scaled: ReadonlyMap<Address, Scaled>) {
  const isNew = line.name === 'rounding'
  let [collateral, debt, ltv, threshold] = [0n, 0n, 0n, 0n]
  for (const reserve of reserves) {
    const { supply, debt: owed } = scaled.get(reserve.asset.address) ?? { supply: 0n, debt: 0n }
    const unit = 10n ** BigInt(reserve.asset.decimals)
    if (reserve.isCollateral) {
      const value = (line.toSupply(supply, reserve.supplyIndexRay) * reserve.priceE8) / unit
      collateral += value
      ltv += value * reserve.ltvBps
      threshold += value * reserve.thresholdBps
    }
    const product = line.toDebt(owed, reserve.debtIndexRay) * reserve.priceE8
    debt += isNew ? ceil(product, unit) : product / unit
  }
  const meanLtv = collateral === 0n ? 0n : ltv / collateral
  const meanThreshold = collateral === 0n ? 0n : threshold / collateral
  // weighted, with 4 decimals more
  const counted = isNew ? threshold : ((collateral * meanThreshold + BPS / 2n) / BPS) * BPS
  const health = debt === 0n ? null : (counted * WAD + (debt * BPS) / 2n) / (debt * BPS)
  return { collateral, debt, meanLtv, health }
}

/**
 * Carries steps out as the chain does, each checked by the protocol's rules and the pool's maths, and tells what the account is
 * by then. `wallet` begins with nothing: what a step takes has to have been brought by one before it.
 */
export function runLoops(account: LoopAccount, steps: readonly LoopStep[], pool: UniswapV3Pool) {
  const { line } = account
  const scaled = new Map<Address, Scaled>(
    account.reserves.map(({ asset, scaledSupply, scaledDebt }) => [
      asset.address,
      { supply: scaledSupply, debt: scaledDebt },
    ]),
  )
  const wallet = new Map<Address, bigint>()
  const move = (asset: Address, amount: bigint) => {
    const after = (wallet.get(asset) ?? 0n) + amount
    expect(after).toBeGreaterThanOrEqual(0n)
    wallet.set(asset, after)
  }
  let state: ConcentratedPool = pool
  /** The most of its limit that is used anywhere, 1e18 = all. */
  let most = 0n
  const use = (part: bigint) => {
    if (part > most) most = part
  }
  for (const step of steps) {
    if (step.kind === 'swap') {
      const { from, to, exact, amount } = step.trade
      const quote = quoteConcentrated(state, { isDown: from === pool.token0, exact, amount })
      if (!quote) throw new Error('The pool refuses')
      expect([step.amountIn, step.amountOut]).toEqual([quote.amountIn, quote.amountOut])
      if (exact === 'in') expect(quote.amountOut).toBeGreaterThanOrEqual(step.limit)
      else expect(quote.amountIn).toBeLessThanOrEqual(step.limit)
      move(from, -quote.amountIn)
      move(to, quote.amountOut)
      state = quote.after
      continue
    }
    const { asset, amount } = step
    expect(amount).toBeGreaterThan(0n)
    const reserve = find(account.reserves, asset)
    const held = scaled.get(asset)
    if (!held) throw new Error('No such reserve')
    switch (step.kind) {
      case 'borrow': {
        held.debt += line.scaleBorrowed(amount, reserve.debtIndexRay)
        move(asset, amount)
        const { collateral, debt, meanLtv, health } = judge(account, scaled)
        expect(ceil(debt * BPS, meanLtv)).toBeLessThanOrEqual(collateral)
        expect(health ?? WAD).toBeGreaterThan(WAD)
        use((debt * BPS * WAD) / (collateral * meanLtv))
        break
      }
      case 'supply':
        move(asset, -amount)
        held.supply += line.scaleSupplied(amount, reserve.supplyIndexRay)
        break
      case 'withdraw': {
        const shares = line.scaleWithdrawn(amount, reserve.supplyIndexRay)
        expect(shares).toBeLessThanOrEqual(held.supply)
        held.supply -= shares
        move(asset, amount)
        const { health } = judge(account, scaled)
        if (health !== null) {
          expect(health).toBeGreaterThanOrEqual(WAD)
          use((WAD * WAD) / health)
        }
        break
      }
      case 'repay': {
        const owed = line.toDebt(held.debt, reserve.debtIndexRay)
        expect(amount).toBeLessThanOrEqual(owed)
        if (step.isAll) expect(amount).toBe(owed)
        held.debt -= line.scaleRepaid(amount, reserve.debtIndexRay)
        move(asset, -amount)
      }
    }
  }
  return { scaled, wallet, most }
}

function find(reserves: readonly LoopReserve[], asset: Address): LoopReserve {
  const found = reserves.find((reserve) => reserve.asset.address === asset)
  if (!found) throw new Error('No such reserve')
  return found
}
