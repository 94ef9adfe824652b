import { encodeFunctionData, parseAbi } from 'viem'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { owner as minter, practiceAave, practiceSpark } from '../../../../devnet/accounts'
import { advanceTime } from '../../../../devnet/controls'
import { connectTestChain } from '../../../../devnet/test-chain'
import { keepFresh } from '../../../../devnet/testing/fresh-chain'
import {
  drafted,
  isDone,
  listCalls,
  makeDrafts,
  person,
  read as readAccount,
  safe,
} from '../../../../devnet/testing/lending-drafts'
import { act } from '../../../../devnet/testing/lending-people'
import { practiceChain } from '../../../config/chains'
import type { Address } from '../../../domain/asset'
import { encodeCreation } from '../../../safe/encode'
import type { AccountSnapshot, Drafted, OperationDraft } from '../../protocol'
import { makePositionId } from '../ids'
import { aaveV3, type LendingProtocol, spark } from '../protocols'
import { computeSupplyRoom } from '../read/limits'
import { stateOf } from '../read/state'
import { draftManage } from './manage'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
keepFresh(chain, person)
const { settle, simulate, prove, send, sendCall } = makeDrafts(chain)

const abi = parseAbi([
  'function mint(address to, uint256 amount)',
  'function deposit() payable',
  'function approve(address, uint256) returns (bool)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function setReservePause(address asset, bool isPaused)',
  'function getPoolConfigurator() view returns (address)',
])

const places = [
  { name: 'Aave', protocol: aaveV3, provider: practiceAave, holder: person, of: 'the wallet' },
  { name: 'Aave', protocol: aaveV3, provider: practiceAave, holder: safe, of: 'a Safe' },
  { name: 'Spark', protocol: spark, provider: practiceSpark, holder: person, of: 'the wallet' },
  { name: 'Spark', protocol: spark, provider: practiceSpark, holder: safe, of: 'a Safe' },
] as const

type Intent = Parameters<typeof draftManage>[1]
type Wanted = Intent extends infer One
  ? One extends Intent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

const read = (protocol: LendingProtocol) => readAccount(url, protocol)

/** The draft, once the chain has answered all that it asks. */
function draftOf(
  account: AccountSnapshot,
  holder: Address,
  wanted: Wanted,
  seconds = 1_800n,
): Promise<Drafted> {
  const { markets } = account
  const positionId = makePositionId(markets.protocol, chainId, holder)
  const intent = { ...wanted, owner: person, positionId } as Intent
  const tolerance = { slippageBps: 50n, deadlineSeconds: markets.block.timestamp + seconds }
  return settle(account, (at) => draftManage(at, intent, tolerance))
}

const works = async (account: AccountSnapshot, draft: OperationDraft) =>
  (await simulate(account, listCalls(account, draft))).every(isDone)

async function wrap(weth: Address, value: bigint) {
  await chain.setBalance({ address: person, value: 2n * value })
  await sendCall({ to: weth, data: encodeFunctionData({ abi, functionName: 'deposit' }), value })
}

describe.each(places)('$name in $of', { timeout: 300_000 }, ({ protocol, provider, holder }) => {
  const assetOf = (account: AccountSnapshot, symbol: string) => {
    const found = account.wallet.find(({ asset }) => asset.symbol === symbol)
    if (!found) throw new Error(`No ${symbol}`)
    return found.asset
  }
  const of = (account: AccountSnapshot, symbol: string, whole: number) => {
    const asset = assetOf(account, symbol)
    return { asset, amount: BigInt(whole) * 10n ** BigInt(asset.decimals) }
  }
  const go = async (make: (account: AccountSnapshot) => Wanted) => {
    const account = await read(protocol)
    const draft = drafted(await draftOf(account, holder, make(account)))
    expect(draft.issues).toEqual([])
    await prove(account, holder, draft)
    await send(account, draft)
    return draft
  }
  const floor = 0n

  /** A hundred ether there, and more of everything in the wallet. */
  beforeEach(async () => {
    const account = await read(protocol)
    const { pool } = stateOf(account.markets).raw.structure
    const run = (to: Address, functionName: string, ...args: readonly unknown[]) =>
      act(chain, { from: functionName === 'mint' ? minter : person, to, abi, functionName, args })
    for (const symbol of ['USDC', 'wstETH', 'USDT', 'weETH', 'FARM', 'FORMER', 'SYND']) {
      const asset = account.wallet.find((one) => one.asset.symbol === symbol)?.asset
      if (asset) await run(asset.address, 'mint', person, 10n ** BigInt(asset.decimals + 6))
    }
    await wrap(assetOf(account, 'WETH').address, 10n ** 21n)
    const weth = of(account, 'WETH', 100)
    if (holder === safe) {
      await sendCall(encodeCreation(person, 0))
    }
    await run(weth.asset.address, 'approve', pool, weth.amount)
    await run(pool, 'supply', weth.asset.address, weth.amount, holder, 0)
  })

  it('is after each flow what its draft says, to the unit', async () => {
    await go((a) => ({ kind: 'borrow', ...pick(of(a, 'USDC', 50_000)), use: 'wallet' }))
    await advanceTime(chain, 86_400)
    await go((a) => ({ kind: 'deposit', deposit: of(a, 'wstETH', 7), use: 'hold' }))
    await go((a) => ({ kind: 'deposit', deposit: of(a, 'WETH', 3), use: 'hold' }))
    await go((a) => ({ kind: 'borrow', ...pick(of(a, 'WETH', 11)), use: 'wallet' }))
    await go((a) => ({ kind: 'repay', ...pick(of(a, 'USDC', 20_001)) }))
    await advanceTime(chain, 86_400)
    await go((a) => ({ kind: 'withdraw', withdraw: of(a, 'WETH', 5), healthFactorFloorWad: floor }))
    await go((a) => ({ kind: 'repay', amount: 'all', debtAsset: assetOf(a, 'USDC') }))
    const all = await go((a) => ({ kind: 'repay', amount: 'all', debtAsset: assetOf(a, 'WETH') }))
    expect(all.after?.debts.map(({ amount }) => amount)).toEqual([0n])
    for (const symbol of ['wstETH', 'WETH']) {
      await go((a) => {
        const held = a.positions
          .find(({ account }) => account === holder)
          ?.collaterals.find(({ asset }) => asset.symbol === symbol)
        if (!held) throw new Error('Nothing is held')
        return { kind: 'withdraw', withdraw: held, healthFactorFloorWad: floor }
      })
    }
    const after = await read(protocol)
    expect(after.positions.filter(({ account }) => account === holder)).toEqual([])
  })

  it('has in the wallet all that it has earned, where anything was', async () => {
    await go((a) => ({ kind: 'deposit', deposit: of(a, 'wstETH', 7), use: 'hold' }))
    if (protocol === aaveV3) {
      await go((a) => ({ kind: 'deposit', deposit: of(a, 'USDC', 700), use: 'hold' }))
    }
    await advanceTime(chain, 86_400)
    const account = await read(protocol)
    const wanted = { kind: 'claim', use: 'wallet' } as const
    if (protocol === spark) {
      const { issues } = await draftOf(account, holder, wanted)
      expect(issues.map(({ code }) => code)).toEqual(['nothing-to-claim'])
      return
    }
    const { walletChanges } = await go(() => wanted)
    expect(walletChanges.length).toBeGreaterThan(0)
    const position = (await read(protocol)).positions.find((one) => one.account === holder)
    const left = position?.rewards.reduce((sum, { amount }) => sum + amount, 0n) ?? 0n
    expect(left).toBeLessThan((walletChanges[0]?.amount ?? 0n) / 1_000n)
  })

  it('is lent and gives back to the unit as much as the draft allows, and not one more', async () => {
    await go((a) => ({ kind: 'borrow', ...pick(of(a, 'USDC', 50_000)), use: 'wallet' }))
    await go((a) => ({ kind: 'deposit', deposit: of(a, 'wstETH', 7), use: 'hold' }))
    const account = await read(protocol)
    const edges = [
      ['borrow', of(account, 'USDC', 400_000)],
      ['borrow', of(account, 'WETH', 100)],
      ['withdraw', of(account, 'WETH', 100)],
    ] as const
    for (const [kind, { asset, amount }] of edges) {
      const draftFor = async (some: bigint) =>
        drafted(
          await draftOf(
            account,
            holder,
            kind === 'borrow'
              ? { kind, amount: some, debtAsset: asset, use: 'wallet' }
              : { kind, withdraw: { asset, amount: some }, healthFactorFloorWad: floor },
            // nothing is left for what grows until a deadline
            0n,
          ),
        )
      let [fits, refused] = [1n, amount]
      while (refused - fits > 1n) {
        const middle = (fits + refused) / 2n
        if ((await draftFor(middle)).issues.length === 0) fits = middle
        else refused = middle
      }
      await prove(account, holder, await draftFor(fits))
      const over = await draftFor(refused)
      expect(over.issues.map(({ code }) => code)).toEqual(['not-enough-collateral'])
      expect(await works(account, over)).toBe(false)
    }
  })

  it('refuses what the pool refuses, and nothing is sent that it takes', async () => {
    await go((a) => ({ kind: 'borrow', ...pick(of(a, 'USDC', 50_000)), use: 'wallet' }))
    const refuses = async (expected: string, account: AccountSnapshot, wanted: Wanted) => {
      const draft = drafted(await draftOf(account, holder, wanted))
      const found = draft.issues.map((issue) => (issue.code === 'protocol-rule' ? issue.rule : issue.code))
      expect(found).toContain(expected)
      expect(await works(account, draft)).toBe(false)
    }
    const account = await read(protocol)
    const borrowing = (symbol: string, whole: number): Wanted => {
      const { asset, amount } = of(account, symbol, whole)
      return { kind: 'borrow', amount, debtAsset: asset, use: 'wallet' }
    }
    const depositing = (symbol: string, whole: number): Wanted => ({
      kind: 'deposit',
      deposit: of(account, symbol, whole),
      use: 'hold',
    })
    await refuses('pool-liquidity-too-low', account, borrowing('USDC', 50_000_000))
    await refuses('collateral-worthless', account, depositing('SYND', 5))
    if (protocol === aaveV3) {
      await refuses('borrowing-forbidden', account, borrowing('weETH', 1))
      await refuses('lending-limit-reached', account, borrowing('USDT', 45_000))
      await refuses('siloed', account, borrowing('LONE', 10))
      await refuses('reserve-frozen', account, depositing('FORMER', 10))
      await refuses('reserve-frozen', account, borrowing('FORMER', 10))
      await refuses('isolated-collateral', account, depositing('FARM', 10))
      const { reserve } = stateOf(account.markets).parts.find(({ asset }) => asset.symbol === 'weETH') ?? {}
      const room = reserve && computeSupplyRoom(protocol.line, reserve)
      if (!room) throw new Error('weETH has a cap')
      const asset = assetOf(account, 'weETH')
      const filling: Wanted = { kind: 'deposit', deposit: { asset, amount: room }, use: 'hold' }
      const fits = await draftOf(account, holder, filling, 0n)
      expect(fits.issues).toEqual([])
      await prove(account, holder, drafted(fits))
      await refuses('cap-limit-reached', account, {
        kind: 'deposit',
        deposit: { asset, amount: room + 1n },
        use: 'hold',
      })
    }
    const configurator = await chain.readContract({
      address: provider,
      abi,
      functionName: 'getPoolConfigurator',
    })
    const usdc = assetOf(account, 'USDC')
    await act(chain, {
      from: minter,
      to: configurator,
      abi,
      functionName: 'setReservePause',
      args: [usdc.address, true],
    })
    const paused = await read(protocol)
    for (const wanted of [
      borrowing('USDC', 1),
      depositing('USDC', 1),
      { kind: 'repay', amount: 5n * 10n ** 6n } as const,
    ])
      await refuses('market-paused', paused, wanted)
  })
})

const pick = ({ asset, amount }: { asset: AccountSnapshot['wallet'][number]['asset']; amount: bigint }) => ({
  debtAsset: asset,
  amount,
})
