import { parseAbi, zeroAddress } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { practiceChain } from '../lib/config/chains'
import { type Asset, isSameAddress } from '../lib/domain/asset'
import type { ManageIntent } from '../lib/domain/intent'
import { WAD } from '../lib/domain/math'
import type { TransactionPlan } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import { stateOf } from '../lib/protocols/gearbox-v3/read/convert'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'
import { findLeftovers, findResidue } from './testing/residue'

const E = 10n ** 18n
const coin: Asset = { address: zeroAddress, ...practiceChain.nativeCurrency }

type Action = ManageIntent extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'positionId' | 'owner'>
    : never
  : never

describe.each([...protocols])('the chain’s coin with $name', { timeout: 200_000 }, (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, readAccount, readMarkets, planWith, simulate, runExactly } = harness
  keepFresh(chain, owner)
  const inSafe = { of: 'as chosen by default', holder: undefined }
  const inOwn = { of: 'in an account of one’s own', holder: owner }
  const places = adapter.id === 'gearbox-v3' ? [inSafe] : [inSafe, inOwn]

  const opening = async (account: AccountSnapshot, holder: Asset['address'] | undefined) => {
    const token = account.markets.wrappedCoin?.token ?? zeroAddress
    const farm = account.markets.farms.find(
      ({ isOpen, depositAssets, debtAsset, minDebt }) =>
        isOpen &&
        minDebt < 20n * E &&
        isSameAddress(debtAsset.address, token) &&
        depositAssets.some(({ asset }) => isSameAddress(asset.address, token)),
    )
    if (!farm) throw new Error('No farm takes it')
    const deposit = { asset: coin, amount: 30n * E }
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner,
      deposit,
      leverageWad: 2n * WAD,
      ...(holder && { holder }),
    } as const
    return expectPlan(
      await planWith(account, (asked) =>
        planOpen(adapter, asked.markets, asked, intent, makeTolerance(asked.markets.block)),
      ),
    )
  }
  const managing = async (account: AccountSnapshot, action: Action) => {
    const intent = { ...action, positionId: account.positions[0]?.id ?? '', owner } as ManageIntent
    return expectPlan(
      await planWith(account, (asked) =>
        planManage(adapter, asked, intent, makeTolerance(asked.markets.block)),
      ),
    )
  }

  /** All that can be read is what was simulated, and the coin, too, but for what the block's transactions cost. */
  const run = async (plan: TransactionPlan, before: AccountSnapshot) => {
    const simulated = await simulate(plan, before.markets, before.markets.block.timestamp + 30n)
    if (!simulated.ok) throw new Error(simulated.issue.code)
    expect(simulated.issues).toEqual([])
    const after = await runExactly(plan, before)
    const { transactions } = await chain.getBlock({ blockNumber: after.markets.block.number })
    const receipts = await Promise.all(transactions.map((hash) => chain.getTransactionReceipt({ hash })))
    const fees = receipts.reduce(
      (sum, { gasUsed, effectiveGasPrice }) => sum + gasUsed * effectiveGasPrice,
      0n,
    )
    expect(after.nativeBalance).toBe(simulated.after.nativeBalance - fees)
    expect(await findResidue(harness, after)).toEqual([])
    for (const safe of after.holders ?? []) {
      if (safe.kind === 'safe') expect(await chain.getBalance({ address: safe.address })).toBe(0n)
    }
    return after
  }

  it.each(places)('is brought in, $of, and comes out to the wei as simulated', async ({ holder }) => {
    const start = await readAccount()
    const opened = await run(await opening(start, holder), start)
    expect(opened.nativeBalance).toBeLessThan(start.nativeBalance - 29n * E)
    const more = { kind: 'deposit', deposit: { asset: coin, amount: 2n * E }, use: 'farm' } as const
    const deposited = await run(await managing(opened, more), opened)
    const debtAsset = deposited.positions[0]?.debts[0].asset
    const repaid = await run(
      await managing(deposited, { kind: 'repay', amount: E, debtAsset, coin }),
      deposited,
    )
    const all = await run(await managing(repaid, { kind: 'repay', amount: 'all', debtAsset, coin }), repaid)
    expect(all.positions[0]?.debts.map(({ amount }) => amount)).toEqual([0n])
    const wrapped = debtAsset ?? coin
    const isGiven = start.markets.wrappedCoin?.isGiven ?? false
    const closed = await run(await managing(all, { kind: 'close', receive: isGiven ? coin : wrapped }), all)
    expect(closed.positions).toEqual([])
    expect(await findLeftovers(harness, closed, all.positions[0]?.account ?? owner)).toEqual([])
    if (isGiven) expect(closed.nativeBalance).toBeGreaterThan(all.nativeBalance + 30n * E)
  })

  it('is wrapped as what its contracts say', async () => {
    const markets = await readMarkets()
    if (adapter.id !== 'gearbox-v3') return
    const abi = parseAbi(['function weth() view returns (address)'])
    for (const { creditFacade } of stateOf(markets).raw.markets) {
      const weth = await chain.readContract({ address: creditFacade, abi, functionName: 'weth' })
      expect(weth).toBe(markets.wrappedCoin?.token)
    }
  })
})
