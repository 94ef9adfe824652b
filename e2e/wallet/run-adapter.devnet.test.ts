import { erc20Abi } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { readContract } from 'viem/actions'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { fund } from '../../devnet/controls'
import { connectTestChain } from '../../devnet/test-chain'
import { keepFresh } from '../../devnet/testing/fresh-chain'
import { planWithAnswers } from '../../devnet/testing/plan-with-answers'
import { practiceChain } from '../../lib/config/chains'
import type { Address } from '../../lib/domain/asset'
import { computeFigures } from '../../lib/domain/figures'
import { WAD } from '../../lib/domain/math'
import { findBalance } from '../../lib/domain/wallet'
import { runPlan } from '../../lib/execution/run'
import { simulatePlan } from '../../lib/execution/simulate'
import type { PlanResult } from '../../lib/plan/plan'
import { planManage } from '../../lib/plan/plan-manage'
import { planOpen } from '../../lib/plan/plan-open'
import { makeTolerance } from '../../lib/plan/tolerance'
import { aaveV3Adapter, sparkAdapter } from '../../lib/protocols/aave-v3'
import type { AccountSnapshot, ProtocolAdapter } from '../../lib/protocols/protocol'
import { predictSafe } from '../../lib/safe/predict'
import { connectEngine } from './testing/connect-engine'
import type { WalletBehaviour } from './wallet-engine'

const rpcUrl = inject('rpcUrl')
const chain = connectTestChain(rpcUrl)
const privateKey = generatePrivateKey()
const owner = privateKeyToAccount(privateKey).address
const safe = predictSafe(owner, 0)
keepFresh(chain, owner)
beforeAll(() => fund(chain, owner))

const SIGNED = ['eth_sendTransaction', 'wallet_sendCalls']

const places = [aaveV3Adapter, sparkAdapter].flatMap((adapter) => [
  // the Safe is created, the deposit allowed, and all else done in it at once
  { adapter, name: adapter.name, by: 'a plain wallet', behaviour: {}, holder: safe, asked: [3, 1, 1] },
  {
    ...{ adapter, name: adapter.name, by: 'a wallet that batches' },
    ...{ behaviour: { batches: 'supported' as const }, holder: owner, asked: [1, 1, 1] },
  },
])

describe.each(places)('a farm of $name from $by', ({ adapter, behaviour, holder, asked }) => {
  it('is opened, lowered and closed with so many signatures, and leaves nothing', async () => {
    const { run, signatures } = await connectWallet(adapter, behaviour)
    const { markets, wallet: before } = await readAccount(adapter)
    const farm = markets.farms.find(({ name }) => name === 'wstETH against WETH')
    if (!farm) throw new Error('No such farm')
    const deposit = { asset: farm.asset, amount: 2n * WAD }
    const intent = { kind: 'open', farmId: farm.id, owner, deposit, leverageWad: 3n * WAD, holder } as const
    const opened = await run((account) =>
      planOpen(adapter, account.markets, account, intent, makeTolerance(account.markets.block)),
    )
    const [position] = opened.positions
    if (!position) throw new Error('No position')
    expect(position.account).toBe(holder)
    expect(leverageOf(opened)).toBeCloseTo(3, 2)

    const { id: positionId } = position
    const manage = (action: ManageAction) =>
      run((account) => {
        const tolerance = makeTolerance(account.markets.block)
        return planManage(adapter, account, { ...action, positionId, owner }, tolerance)
      })
    const lowered = await manage({ kind: 'change-leverage', leverageWad: 2n * WAD, compound: false })
    expect(leverageOf(lowered)).toBeCloseTo(2, 2)
    const closed = await manage({ kind: 'close', receive: farm.debtAsset })
    expect(closed.positions).toEqual([])
    expect(signatures()).toEqual(asked)
    for (const { asset, allowances } of closed.wallet) {
      if (holder === safe) expect(await balanceOf(asset.address, safe)).toBe(0n)
      expect(allowances.filter(({ amount }) => amount > 0n)).toEqual([])
    }
    // two of staked ether came in, and hardly less went out, in ether
    expect(findBalance(closed.wallet, farm.asset)).toBeLessThan(findBalance(before, farm.asset))
    expect(findBalance(closed.wallet, farm.debtAsset)).toBeGreaterThan(
      findBalance(before, farm.debtAsset) + 2n * WAD,
    )
  })
})

type ManageAction =
  | { readonly kind: 'change-leverage'; readonly leverageWad: bigint; readonly compound: boolean }
  | { readonly kind: 'close'; readonly receive: AccountSnapshot['wallet'][number]['asset'] }

function leverageOf({ positions: [position] }: AccountSnapshot): number {
  return position ? Number(computeFigures(position).leverageWad) / 1e18 : 0
}

function readAccount(adapter: ProtocolAdapter): Promise<AccountSnapshot> {
  return adapter.fetchAccount(chain, practiceChain.id, owner, { growth: null })
}

function balanceOf(address: Address, of: Address): Promise<bigint> {
  return readContract(chain, { address, abi: erc20Abi, functionName: 'balanceOf', args: [of] })
}

/** A page's runs of plans, each rehearsed on the chain before each signature, with a wallet of that behaviour. */
async function connectWallet(adapter: ProtocolAdapter, behaviour: WalletBehaviour) {
  const { config, engine } = await connectEngine(rpcUrl, privateKey, behaviour)
  const client = config.getClient({ chainId: practiceChain.id })
  const handle = vi.spyOn(engine, 'handle')
  const asked: number[] = []
  const run = async (planAt: (account: AccountSnapshot) => PlanResult): Promise<AccountSnapshot> => {
    const account = await readAccount(adapter)
    const result = await planWithAnswers(chain, account, planAt)
    if (!result.ok) throw new Error(JSON.stringify(result.issues.map(({ code }) => code)))
    const { plan } = result
    const probe = adapter.probeAccount(account.markets, owner, plan.intent)
    handle.mockClear()
    const end = await runPlan(config, plan, {
      onState: () => {},
      storage: null,
      errors: adapter,
      timing: { settleMs: 1_000, pollMs: 200 },
      rehearse: async (steps) => {
        const rehearsed = await simulatePlan(client, { ...plan, steps }, probe, adapter)
        return rehearsed.ok ? null : rehearsed.issue
      },
    })
    if (end.status !== 'confirmed') {
      const shown = JSON.stringify(end, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
      throw new Error(`It ended as ${shown}`)
    }
    asked.push(handle.mock.calls.filter(([{ method }]) => SIGNED.includes(method)).length)
    return readAccount(adapter)
  }
  return { run, signatures: () => asked }
}
