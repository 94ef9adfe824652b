import { type Client, createClient, encodeFunctionData, erc20Abi, http } from 'viem'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { readPricedAssets } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { makeDrafts, person } from '../../../devnet/testing/lending-drafts'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import { findBalance } from '../../domain/wallet'
import { simulatePlan } from '../../execution/simulate'
import { outcomeGuards } from '../../plan/outcome-guards'
import { listLeftInSafes, planSweep } from '../../plan/plan-sweep'
import { makeTolerance } from '../../plan/tolerance'
import { encodeCreation } from '../../safe/encode'
import { predictSafe } from '../../safe/predict'
import { aaveV3Adapter, sparkAdapter } from '.'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
keepFresh(chain, person)
const { sendCall, balanceOf } = makeDrafts(chain)
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
