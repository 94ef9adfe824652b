import { type Client, createClient, encodeFunctionData, erc20Abi, http } from 'viem'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { advanceTime, readPricedAssets } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { drafted, makeDrafts, person } from '../../../devnet/testing/lending-drafts'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import type { Intent, ManageIntent, OpenIntent } from '../../domain/intent'
import { WAD } from '../../domain/math'
import { findBalance } from '../../domain/wallet'
import { simulatePlan } from '../../execution/simulate'
import { listEarnedBefore, listLeftInSafes } from '../../plan/list-left'
import { outcomeGuards } from '../../plan/outcome-guards'
import { planManage } from '../../plan/plan-manage'
import { planSweep } from '../../plan/plan-sweep'
import { makeTolerance } from '../../plan/tolerance'
import { encodeCreation } from '../../safe/encode'
import { predictSafe } from '../../safe/predict'
import type { AccountSnapshot } from '../protocol'
import { aaveV3Adapter, sparkAdapter } from '.'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
keepFresh(chain, person)
const { settle, send, sendCall, balanceOf } = makeDrafts(chain)
const safe = predictSafe(person, 1)
const AMOUNT = 10n ** 16n

const connect = (): Client => createClient({ chain: practiceChain, transport: http(url, { retryCount: 0 }) })

describe.each([aaveV3Adapter, sparkAdapter])(
  'what lies in a Safe, by $name',
  { timeout: 240_000 },
  (adapter) => {
    let weth: Address = person
    beforeEach(async () => {
      const assets = await readPricedAssets(chain)
      weth = assets.find(({ symbol }) => symbol === 'WETH')?.address ?? person
    })
    const client = connect()
    const read = () => adapter.fetchAccount(client, practiceChain.id, person, { growth: null })
    const give = (amount: bigint) =>
      sendCall({
        to: weth,
        data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [safe, amount] }),
        value: 0n,
      })

    it('is found, goes to its owner as was simulated, and is gone', async () => {
      await sendCall(encodeCreation(person, 1))
      await give(AMOUNT)
      const account = await read()
      const [found, ...others] = listLeftInSafes([account])
      if (!found) throw new Error('It was not found')
      expect(others).toEqual([])
      expect(found.safe.address).toBe(safe)
      expect(found.left.map(({ asset, amount }) => [asset.symbol, amount])).toEqual([['WETH', AMOUNT]])
      const planned = planSweep(found, makeTolerance(account.markets.block))
      if (!planned.ok) throw new Error('It was not planned')
      const { plan } = planned

      const probe = adapter.probeAccount(account.markets, person, plan.intent)
      const simulated = await simulatePlan(connect(), plan, probe, { ...adapter, judge: outcomeGuards.judge })
      if (!simulated.ok) throw new Error(JSON.stringify(simulated.issue))
      expect(simulated.issues).toEqual([])
      const [asset] = found.left.map((one) => one.asset)
      if (!asset) throw new Error('Ether lies there')
      const before = findBalance(account.wallet, asset)
      expect(findBalance(simulated.after.wallet, asset) - before).toBe(AMOUNT)
      expect(listLeftInSafes([simulated.after])).toEqual([])

      for (const { call } of plan.steps) await sendCall(call)
      expect(await balanceOf(weth, safe)).toBe(0n)
      expect((await balanceOf(weth, person)) - before).toBe(AMOUNT)
      const after = await read()
      expect(listLeftInSafes([after])).toEqual([])
      expect(after.positions).toEqual([])
    })

    it('is read in every block while it is there, and nothing is said of a few units', async () => {
      await sendCall(encodeCreation(person, 1))
      await give(1n)
      expect(listLeftInSafes([await read()])).toEqual([])
      await give(AMOUNT)
      const fresh = connect()
      const readAgain = () => adapter.fetchAccount(fresh, practiceChain.id, person, { growth: null })
      for (const account of [await readAgain(), await readAgain(), await readAgain()]) {
        expect(listLeftInSafes([account]).flatMap(({ left }) => left.map(({ amount }) => amount))).toEqual([
          AMOUNT + 1n,
        ])
      }
    })
  },
)

describe('what a position in a Safe has earned by the time that it is closed', { timeout: 240_000 }, () => {
  const adapter = aaveV3Adapter
  const holder = predictSafe(person, 0)
  const client = connect()
  const read = () => adapter.fetchAccount(client, practiceChain.id, person, { growth: null })
  const toleranceOf = ({ markets }: AccountSnapshot) => makeTolerance(markets.block)

  async function open() {
    const account = await read()
    const farm = account.markets.farms.find(({ name }) => name === 'wstETH against WETH')
    if (!farm) throw new Error('No farm')
    const intent: OpenIntent = {
      ...{ kind: 'open', farmId: farm.id, owner: person, leverageWad: 2n * WAD },
      deposit: { asset: farm.asset, amount: WAD },
    }
    const tolerance = toleranceOf(account)
    await send(
      account,
      drafted(await settle(account, (at) => adapter.draftOpen(at.markets, intent, tolerance))),
    )
  }

  async function close() {
    const account = await read()
    const [position] = account.positions
    if (!position) throw new Error('No position')
    const intent: ManageIntent = {
      ...{ kind: 'close', receive: 'as-is', owner: person },
      positionId: position.id,
    }
    const tolerance = toleranceOf(account)
    await send(account, drafted(await settle(account, (at) => adapter.draftManage(at, intent, tolerance))))
  }

  it('is told, is its owner’s by one claim as was simulated, and is gone', async () => {
    await open()
    await advanceTime(chain, 30 * 86_400)
    await close()
    const account = await read()
    expect(account.positions).toEqual([])
    const [found, ...others] = listEarnedBefore([account])
    if (!found) throw new Error('It was not found')
    expect([others, listLeftInSafes([account])]).toEqual([[], []])
    expect(found.holder.address).toBe(holder)
    const [reward] = found.earned.rewards
    if (!reward) throw new Error('Nothing was earned')
    expect(reward.asset.symbol).toBe('FARM')

    const { positionId } = found.earned
    const intent: Intent = { kind: 'claim', use: 'wallet', positionId, owner: person }
    const planned = planManage(adapter, account, intent, toleranceOf(account))
    if (!planned.ok) throw new Error('It was not planned')
    const probe = adapter.probeAccount(account.markets, person, intent)
    const simulated = await simulatePlan(connect(), planned.plan, probe, {
      ...adapter,
      judge: outcomeGuards.judge,
    })
    if (!simulated.ok) throw new Error(JSON.stringify(simulated.issue))
    expect(simulated.issues).toEqual([])
    expect(listEarnedBefore([simulated.before])).toHaveLength(1)
    expect(listEarnedBefore([simulated.after])).toEqual([])

    const before = await balanceOf(reward.asset.address, person)
    for (const { call } of planned.plan.steps) await sendCall(call)
    // nothing is earned any more while it waits
    expect((await balanceOf(reward.asset.address, person)) - before).toBe(reward.amount)
    expect(await balanceOf(reward.asset.address, holder)).toBe(0n)
    const after = await read()
    expect([listEarnedBefore([after]), listLeftInSafes([after])]).toEqual([[], []])
  })

  it('is sent to its owner where it was claimed to the Safe and lies there', async () => {
    await open()
    await advanceTime(chain, 30 * 86_400)
    await close()
    const account = await read()
    const [found] = listEarnedBefore([account])
    const [reward] = found?.earned.rewards ?? []
    if (!found || !reward) throw new Error('Nothing was earned')
    const intent: Intent = {
      ...{ kind: 'claim', use: 'wallet', owner: person },
      positionId: found.earned.positionId,
    }
    const planned = planManage(adapter, account, intent, toleranceOf(account))
    if (!planned.ok) throw new Error('It was not planned')
    for (const { call } of planned.plan.steps) await sendCall(call)
    const args = [holder, reward.amount] as const
    const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args })
    await sendCall({ to: reward.asset.address, data, value: 0n })

    const [lying] = listLeftInSafes([await adapter.fetchAccount(connect(), practiceChain.id, person)])
    if (!lying) throw new Error('It was not found')
    expect(lying.left).toEqual([reward])
    const sweep = planSweep(lying, toleranceOf(lying.account))
    if (!sweep.ok) throw new Error('It was not planned')
    for (const { call } of sweep.plan.steps) await sendCall(call)
    expect(await balanceOf(reward.asset.address, holder)).toBe(0n)
  })
})
