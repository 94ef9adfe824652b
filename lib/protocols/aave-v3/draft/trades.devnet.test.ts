import { encodeFunctionData, maxUint256, parseAbi } from 'viem'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { owner as minter, practiceUniswapV3 } from '../../../../devnet/accounts'
import { advanceTime, setPrice } from '../../../../devnet/controls'
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
import type { Address, AssetAmount } from '../../../domain/asset'
import { identifyIssue } from '../../../domain/issue'
import { WAD } from '../../../domain/math'
import type { AccountSnapshot, Drafted, OperationDraft } from '../../protocol'
import { makeFarmId, makePositionId } from '../ids'
import { aaveV3, type LendingProtocol, spark } from '../protocols'
import { stateOf } from '../read/state'
import { draftManage } from './manage'
import { draftOpen } from './open'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
keepFresh(chain, person)
const { settle, simulate, prove, send, sendCall, allowedOf, balanceOf } = makeDrafts(chain)
const { router } = practiceUniswapV3

const abi = parseAbi([
  'function mint(address to, uint256 amount)',
  'function deposit() payable',
  'function approve(address, uint256) returns (bool)',
  'function exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 deadline, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96)) returns (uint256)',
])

const places = [
  { name: 'Aave', protocol: aaveV3, holder: person, of: 'the wallet', near: 12 },
  { name: 'Aave', protocol: aaveV3, holder: safe, of: 'a Safe', near: 12 },
  { name: 'Spark', protocol: spark, holder: person, of: 'the wallet', near: 10 },
  { name: 'Spark', protocol: spark, holder: safe, of: 'a Safe', near: 10 },
] as const

const read = (protocol: LendingProtocol) => readAccount(url, protocol)

type Intent = Parameters<typeof draftManage>[1]
type Wanted = Intent extends infer One
  ? One extends Intent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

const toleranceOf = ({ markets }: AccountSnapshot) => ({
  slippageBps: 50n,
  deadlineSeconds: markets.block.timestamp + 1_800n,
})

const assetOf = (account: AccountSnapshot, symbol: string) => {
  const found = account.wallet.find(({ asset }) => asset.symbol === symbol)
  if (!found) throw new Error(`No ${symbol}`)
  return found.asset
}

const of = (account: AccountSnapshot, symbol: string, whole: number): AssetAmount => {
  const asset = assetOf(account, symbol)
  return { asset, amount: (BigInt(Math.round(whole * 1e6)) * 10n ** BigInt(asset.decimals)) / 1_000_000n }
}

const leverageOf = ({ after }: OperationDraft) => {
  const sum = (items: readonly { amount: bigint; priceE8: bigint; asset: AssetAmount['asset'] }[] = []) =>
    items.reduce((all, one) => all + (Number(one.amount) * Number(one.priceE8)) / 10 ** one.asset.decimals, 0)
  const held = sum(after?.collaterals)
  return held / (held - sum(after?.debts))
}

describe.each(places)('trades on $name in $of', { timeout: 400_000 }, ({ protocol, holder, near }) => {
  const opening = (pair: readonly [string, string], deposit: readonly [string, number], leverage: number) => {
    return (account: AccountSnapshot): Promise<Drafted> => {
      const [collateral, debt] = [assetOf(account, pair[0]), assetOf(account, pair[1])]
      const intent = {
        kind: 'open',
        farmId: makeFarmId(protocol.id, chainId, debt.address, collateral.address),
        owner: person,
        deposit: of(account, ...deposit),
        leverageWad: (BigInt(Math.round(leverage * 1e6)) * WAD) / 1_000_000n,
        ...(holder === person && { holder }),
      } as const
      return settle(account, (at) => draftOpen(at.markets, intent, toleranceOf(account)))
    }
  }
  const managing = (make: (account: AccountSnapshot) => Wanted) => (account: AccountSnapshot) => {
    const positionId = makePositionId(protocol.id, chainId, holder)
    const intent = { ...make(account), owner: person, positionId } as Intent
    return settle(account, (at) => draftManage(at, intent, toleranceOf(account)))
  }
  const to = (leverage: number, compound = false) =>
    managing(() => ({
      kind: 'change-leverage',
      leverageWad: (BigInt(Math.round(leverage * 1e6)) * WAD) / 1_000_000n,
      compound,
    }))
  const closing = (receive: string, coverShortfall = false) =>
    managing((account) => ({
      kind: 'close',
      receive: receive === 'as-is' ? receive : assetOf(account, receive),
      coverShortfall,
    }))

  /** Proves a draft in its own second, sends it some seconds later, and finds nothing left over of it. */
  const go = async (draft: (account: AccountSnapshot) => Promise<Drafted>) => {
    const account = await read(protocol)
    const made = drafted(await draft(account))
    expect(made.issues).toEqual([])
    const gas = await prove(account, holder, made)
    await send(account, made)
    const { pool } = stateOf(account.markets).raw.structure
    for (const { asset } of account.wallet) {
      for (const spender of [pool, router]) {
        expect(await allowedOf(asset.address, holder, spender)).toBe(0n)
      }
      if (holder === safe) expect(await balanceOf(asset.address, safe)).toBe(0n)
    }
    return { made, gas }
  }

  const isGone = async () => {
    const { positions } = await read(protocol)
    expect(positions.filter(({ account }) => account === holder)).toEqual([])
  }

  beforeEach(async () => {
    const account = await readAccount(url, protocol)
    for (const symbol of ['USDC', 'wstETH', 'USDT', 'weETH', 'SYND', 'FARM']) {
      const asset = account.wallet.find((one) => one.asset.symbol === symbol)?.asset
      if (!asset) continue
      const args = [person, 10n ** BigInt(asset.decimals + 6)]
      await act(chain, { from: minter, to: asset.address, abi, functionName: 'mint', args })
    }
    const value = 10n ** 21n
    await chain.setBalance({ address: person, value: 2n * value })
    const wrap = encodeFunctionData({ abi, functionName: 'deposit' })
    await sendCall({ to: assetOf(account, 'WETH').address, data: wrap, value })
  })

  const staked = ['wstETH', 'WETH'] as const
  const ether = ['WETH', 'USDC'] as const

  it('opens with nothing borrowed, and closes', async () => {
    const { made } = await go(opening(staked, ['wstETH', 10], 1))
    expect(made.after?.debts.map(({ amount }) => amount)).toEqual([0n])
    await go(closing('wstETH'))
    await isGone()
  })

  it('opens from the collateral, goes up and down, and closes as it is', async () => {
    const { made } = await go(opening(staked, ['wstETH', 10], 3))
    expect(leverageOf(made)).toBeCloseTo(3, 4)
    const far = await go(to(near))
    expect(leverageOf(far.made)).toBeCloseTo(near, 2)
    expect(leverageOf((await go(to(2))).made)).toBeCloseTo(2, 4)
    await go(closing('as-is'))
    await isGone()
  })

  it('opens near the most from the debt asset, and closes to it', async () => {
    const { made, gas } = await go(opening(staked, ['WETH', 10], 10))
    expect(leverageOf(made)).toBeCloseTo(10, 3)
    // what one transaction may take
    if (holder === safe) expect(gas).toBeLessThan(16_777_216n)
    const { made: closed } = await go(closing('WETH'))
    expect(closed.after).toBe(null)
    await isGone()
  })

  it('opens outside of a category, and pays all debt', async () => {
    await go(opening(ether, ['USDC', 10_000], 2.5))
    const { made } = await go(to(1))
    expect(made.after?.debts.map(({ amount }) => amount)).toEqual([0n])
    await go(closing('USDC'))
    await isGone()
  })

  it('goes to the highest leverage, and no further', async () => {
    const account = await read(protocol)
    const { issues } = await opening(ether, ['WETH', 5], 50)(account)
    const [highest] = issues.flatMap((issue) =>
      issue.code === 'leverage-over-maximum' ? [issue.maximumWad ?? 0n] : [],
    )
    expect(issues.map(identifyIssue)).toEqual(['leverage-over-maximum'])
    const most = Number(highest) / 1e18
    expect(most).toBeGreaterThan(3)
    const { made } = await go(opening(ether, ['WETH', 5], most * 0.93))
    expect(leverageOf(made)).toBeCloseTo(most * 0.93, 3)
    await go(closing('WETH'))
    await isGone()
  })

  it('takes a token that wants to be told nothing first', async () => {
    const account = await read(protocol)
    const usdt = assetOf(account, 'USDT').address
    const { pool } = stateOf(account.markets).raw.structure
    /** Left allowed in the wallet, by whatever was there before. */
    const leave = async (spender: Address) => {
      if (holder !== person) return
      const data = encodeFunctionData({ abi, functionName: 'approve', args: [spender, 7n] })
      await sendCall({ to: usdt, data, value: 0n })
    }
    await leave(router)
    await go(opening(['WETH', 'USDT'], ['USDT', 5_000], 2))
    await leave(router)
    await go(to(2.5))
    await leave(pool)
    await go(closing('USDT'))
    await isGone()
  })

  it('farms what is brought, borrowed and earned', async () => {
    await go(opening(ether, ['WETH', 5], 1.5))
    await go(managing((a) => ({ kind: 'deposit', deposit: of(a, 'USDC', 900), use: 'farm' })))
    await go(managing((a) => ({ kind: 'borrow', amount: of(a, 'USDC', 2_000).amount, use: 'farm' })))
    await go(closing('as-is'))
    await isGone()
  })

  /** What is held earns what pools trade for it, where anything earns anything. */
  const openEarning = async () => {
    if (protocol === spark) await go(opening(staked, ['wstETH', 10], 2))
    else await go(opening(['USDC', 'WETH'], ['USDC', 10_000], 2))
    await advanceTime(chain, 30 * 86_400)
  }
  const kindsOf = ({ calls }: OperationDraft) =>
    calls.flatMap(({ actions }) => actions.map(({ kind }) => kind)).slice(0, 3)
  const intoFarm = ['claim', 'swap', 'add-collateral']

  it('puts into the farm what it has earned', async () => {
    await openEarning()
    const claim = managing(() => ({ kind: 'claim', use: 'farm' }))
    if (protocol === spark) {
      const { issues } = await claim(await read(protocol))
      expect(issues.map(identifyIssue)).toEqual(['nothing-to-claim'])
      return
    }
    const { made } = await go(claim)
    expect(kindsOf(made)).toEqual(intoFarm)
    await go(closing('as-is'))
    await isGone()
  })

  it('compounds on the way up and down', async () => {
    await openEarning()
    const { made: up } = await go(to(2.5, true))
    expect(leverageOf(up)).toBeCloseTo(2.5, 3)
    await advanceTime(chain, 30 * 86_400)
    const { made: down } = await go(to(1.5, true))
    expect(leverageOf(down)).toBeCloseTo(1.5, 3)
    for (const made of [up, down]) {
      if (protocol === aaveV3) expect(kindsOf(made)).toEqual(intoFarm)
      else expect(kindsOf(made)).not.toContain('claim')
    }
    await go(closing('as-is'))
    await isGone()
  })

  it('closes several debts, one of them out of the same token where that counts', async () => {
    await go(opening(ether, ['WETH', 5], 1.5))
    if (protocol === aaveV3) {
      await go(managing((a) => ({ kind: 'deposit', deposit: of(a, 'USDC', 300), use: 'hold' })))
    }
    await go(
      managing((a) => {
        const { asset: debtAsset, amount } = of(a, 'USDT', 2_000)
        return { kind: 'borrow', amount, debtAsset, use: 'wallet' }
      }),
    )
    const { made } = await go(closing('WETH'))
    expect(made.after).toBe(null)
    await isGone()
  })

  it('closes what is worth less than its debt, where the wallet pays the rest', async () => {
    await go(opening(ether, ['USDC', 10_000], 2.5))
    const { address } = assetOf(await read(protocol), 'WETH')
    await setPrice(chain, address, '1150')
    const { issues } = await closing('USDC')(await read(protocol))
    expect(issues.map(identifyIssue)).toEqual(['proceeds-below-debt'])
    const { made } = await go(closing('USDC', true))
    expect(made.after).toBe(null)
    await isGone()
  })

  it('reverts as a whole where the price has moved too far', async () => {
    const account = await read(protocol)
    const made = drafted(await opening(staked, ['wstETH', 10], 5)(account))
    const [weth, wsteth] = [assetOf(account, 'WETH'), assetOf(account, 'wstETH')]
    const swap = made.calls.flatMap(({ actions }) => actions).find((action) => action.kind === 'swap')
    if (swap?.kind !== 'swap') throw new Error('Nothing is swapped')
    const whale = {
      tokenIn: weth.address,
      tokenOut: wsteth.address,
      fee: Number(swap.feeWad / 10n ** 12n),
      recipient: person,
      deadline: maxUint256,
      amountIn: 9n * 10n ** 22n,
      amountOutMinimum: 0n,
      sqrtPriceLimitX96: 0n,
    }
    const call = (at: Address, data: `0x${string}`) => ({ to: at, data, value: 0n })
    await chain.setBalance({ address: person, value: 10n ** 23n })
    await sendCall({
      to: weth.address,
      data: encodeFunctionData({ abi, functionName: 'deposit' }),
      value: 9n * 10n ** 22n,
    })
    const before = [
      call(weth.address, encodeFunctionData({ abi, functionName: 'approve', args: [router, maxUint256] })),
      call(router, encodeFunctionData({ abi, functionName: 'exactInputSingle', args: [whale] })),
      call(weth.address, encodeFunctionData({ abi, functionName: 'approve', args: [router, 0n] })),
    ]
    const now = { ...account, markets: (await readAccount(url, protocol)).markets }
    const results = await simulate(now, [...before, ...listCalls(account, made)])
    expect(results.slice(0, 3).every(isDone)).toBe(true)
    expect(results.slice(3).every(isDone)).toBe(false)
    // all of a batch or nothing
    if (holder === safe) expect(results.slice(-1).some(isDone)).toBe(false)
  })
})
